// A run over many articles goes on by itself, as if its button were pressed; without this module it is pressed by hand.

const PAUSE = 300; // milliseconds in which it is seen how far it is

const form = document.querySelector("[data-goes-on]");
if (form) setTimeout(() => form.requestSubmit(), PAUSE);
