"""Words that say nothing of what a text is about. The index knows them, since phrases are made of them, too.

The first list of each language is Snowball's (https://snowballstem.org/algorithms/, BSD), as PostgreSQL brings it; the
last has what magazines say often besides, numerals and days.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from articles.search.words import fold, language_of

_ENGLISH: Final = """
    me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves what which who whom this that these those am is are
    was were be been being have has had having do does did doing an the and but if or because as until while of
    at by for with about against between into through during before after above below to from up down in out on
    off over under again further then once here there when where why how all any both each few more most other
    some such no nor not only own same so than too very can will just don should now

    across afternoon ago already also although among another answer answers anyone anything april aren't around
    august away back become becomes began begin begins behind better beyond call called came can't cannot
    certain come could couldn't course day days december didn't different doesn't don't done dozen early eight
    eighty eleven else end enough even evening ever every everybody everyone everything exactly far february
    fifteen fifth fifty find first five forty found four fourth friday fridays get given gives go goes going
    gone good got great hadn't half hand hard hardly hasn't haven't help high hour hours however hundred i'd
    i'll i'm i've instead isn't january july june keep kept kind know largely last later least left less let
    like little long look looked lot made make makes many march may mean means might million minute minutes
    monday mondays month months morning mostly mr mrs ms much must mustn't near nearly need needs never new next
    night nine ninety nobody nothing november number october often old one part people per perhaps place put
    quite rather real really right said saturday saturdays say says second see seem seems seen september set
    seven seventy several shouldn't show shown side since six sixty small somebody someone something sometimes
    soon start still sunday sundays sure take tell ten that'll they'd they'll they're they've thing things think
    third thirty though thought thousand three thursday thursdays time times today together told took toward
    towards try tuesday tuesdays turn twelve twenty twice two unlike upon us used using usually want wanted
    wasn't way we'd we'll we're we've wednesday wednesdays week weeks well went weren't whatever wherever
    whether whoever whole whose within without won't work working works worth would wouldn't year years yet
    you'd you'll you're you've
"""
_GERMAN: Final = """
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anderm andern
    anderr anders auch auf aus bei bin bis bist da damit dann der den des dem die das daß derselbe derselben
    denselben desselben demselben dieselbe dieselben dasselbe dazu dein deine deinem deinen deiner deines denn
    derer dessen dich dir du dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer
    eines einig einige einigem einigen einiger einiges einmal er ihn ihm es etwas euer eure eurem euren eurer
    eures für gegen gewesen hab habe haben hat hatte hatten hier hin hinter ich mich mir ihr ihre ihrem ihren
    ihrer ihres euch im in indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener jenes jetzt kann
    kein keine keinem keinen keiner keines können könnte machen man manche manchem manchen mancher manches mein
    meine meinem meinen meiner meines mit muss musste nach nicht nichts noch nun nur ob oder ohne sehr sein
    seine seinem seinen seiner seines selbst sich sie ihnen sind so solche solchem solchen solcher solches soll
    sollte sondern sonst über um und uns unse unsem unsen unser unses unter viel vom von vor während war waren
    warst was weg weil weiter welche welchem welchen welcher welches wenn werde werden wie wieder will wir wird
    wirst wo wollen wollte würde würden zu zum zur zwar zwischen

    ab abend abende abends ach acht achtzig allein allerdings alte alten alter altes andererseits anstatt
    antwort april august außer außerdem bald beide beim beispiel bereits besonders besser bevor bisher bleiben
    bleibt brauchen bringt dabei daher damals dank daran darauf daraus darf darin darum davon davor denen
    dennoch deren derzeit deshalb deswegen dezember dienstag dienstags donnerstag donnerstags drei dreimal
    dreißig dritte dritten dritter durfte dürfen dürfte ebenfalls ebenso eher eigentlich einfach elf ende erst
    erste ersten erster etwa fast februar finden findet frage fragen fragte frau freitag freitags früher fünf
    fünfte fünften fünfzehn fünfzig ganz ganze ganzen gar geben gegeben gehen geht gemacht genannt genau genug
    gerade gern gesagt gibt gilt ging gleich groß große großen gut halb halbe halben halbes heißt herr heute
    hielt hingegen hoch hundert hält hätte hätten immer innerhalb inzwischen jahr jahre jahren jahres januar je
    jedoch jemand juli juni kam kaum kleine kleinen kommen kommt konnte konnten könnten lag lang lange lassen
    leicht letzte letzten leute liegt ließ lässt macht mal mehr mehrere meist menschen million millionen mitte
    mittwoch mittwochs monat monate montag montags morgen morgens mussten märz mögen möglich müssen müssten
    nachts nahe nannte neben nein neu neue neuen neuer neun neunzig nie niemand november nutzen nämlich oben oft
    oktober paar recht rund sagen sagt sagte samstag samstags schon sechs sechzig sehen seit seitdem selten
    september sieben siebzig sieht sogar sollten sonntag sonntags sowie später stand stehen steht stets stunden
    tag tage tagen tausend teil trotz trotzdem tun unten viele vielen vielleicht vier viermal vierte vierten
    vierzig voll vorbei völlig wann warum weder wegen weit weitere weiteren wenig wenige weniger wenigstens wer
    wirklich wissen woche wochen wohl wollten worden wurde wurden wäre wären zehn zeit ziemlich zuerst zuletzt
    zumal zumindest zunächst zurück zusammen zwanzig zwei zweite zweiten zweiter zweites zwölf überall
"""
_LISTS: Final = {"en": _ENGLISH, "de": _GERMAN}


def stop_words(locale: str) -> frozenset[str]:
    """Folded; none of a language without a list."""
    return _folded(language_of(locale))


@cache
def _folded(language: str) -> frozenset[str]:
    return frozenset(fold(_LISTS.get(language, ""), language))
