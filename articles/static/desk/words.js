// The desk's words in the language of whoever works here: Django's catalogue (admin:jsi18n), which stands in the page
// before the modules. Without it they stay English.

export const gettext = window.gettext ?? ((words) => words);
export const ngettext = window.ngettext ?? ((one, many, count) => (count === 1 ? one : many));

// filled("%(name)s is here", { name }): Django's own way to put values into words.
export const filled = (words, values) => words.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));
