"""Words that say nothing of what a text is about. The index knows them, since phrases are made of them, too.

The first list of each language is Snowball's (https://snowballstem.org/algorithms/, BSD), as PostgreSQL brings it; the
second has what magazines say often besides.
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

    aren't can't cannot couldn't didn't doesn't don't hadn't hasn't haven't i'd i'll i'm i've isn't mustn't shouldn't
    that'll they'd they'll they're they've wasn't we'd we'll we're we've weren't won't wouldn't you'd you'll you're
    you've
    ago already also although among another anyone anything around away back become becomes behind better beyond
    call called came certain come could course day days different done early else end enough even ever every
    everyone everything far find first five found four get given gives go goes going gone good got great half
    hand hard hardly help high hour hours however instead keep kept kind know largely last later least left less
    let like little long look looked lot made make many may mean means might minute minutes month months mostly
    much must near nearly need needs never new next nothing number often old one part people per perhaps place
    put quite rather real really right said say says see seem seems seen set several show shown side since small
    someone something sometimes soon start still sure take tell ten thing things think though thought three time
    times today together told took toward towards try turn two unlike upon us used using usually want way week
    weeks well went whether whole whose within without work working works worth would year years yet
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

    ab ach acht allein allerdings andererseits anstatt außer außerdem bald beide beim beispiel bereits besonders
    besser bevor bisher bleiben bleibt brauchen bringt dabei daher damals dank daran darauf daraus darf darin
    darum davon davor denen dennoch deren derzeit deshalb deswegen drei dreißig dürfen ebenfalls ebenso eher
    eigentlich einfach ende erst erste ersten erster etwa fast finden findet früher fünf ganz ganze ganzen gar
    geben gegeben gehen geht gemacht genau genug gerade gern gesagt gibt gilt ging groß große großen gut heißt
    heute hingegen hält immer innerhalb inzwischen jahr jahre jahren jahres je jedoch jemand kam kaum kleine
    kleinen kommen kommt lang lange lassen leicht letzte letzten liegt lässt macht mal mehr mehrere meist
    menschen mitte monat monate mögen möglich müssen nahe neben nein neu neue neuen neuer nie niemand nutzen
    nämlich oft paar recht rund sagen sagt sagte schon sehen seit seitdem selten sieht sogar sowie stand stehen
    steht stets stunden tag tage tagen teil trotz trotzdem tun unten viele vielen vielleicht vier voll vorbei
    völlig wann warum weder wegen weit weitere weiteren wenig wenige weniger wenigstens wer wirklich wissen
    woche wochen wohl worden wurde wurden wäre zehn zeit ziemlich zuerst zuletzt zumal zumindest zunächst zurück
    zusammen zwei überall
"""
_LISTS: Final = {"en": _ENGLISH, "de": _GERMAN}


def stop_words(locale: str) -> frozenset[str]:
    """Folded; none of a language without a list."""
    return _folded(language_of(locale))


@cache
def _folded(language: str) -> frozenset[str]:
    return frozenset(fold(_LISTS.get(language, ""), language))
