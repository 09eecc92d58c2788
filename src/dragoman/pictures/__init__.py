"""Pictures of the record as SVG: maps that count, routes of journeys, timelines; and PNG of them.

    world_map         how often which country, shaded
    visits_map        the same for the visits of one person, with the counting rule
    trip_map          the route of a journey, stop by stop
    timeline          engagements along a time axis, in lanes by kind
    visits_timeline   the visits of one person, in lanes by country

Each gives the text of one ``<svg>``; ``answers`` makes ``picture.Picture``s of a record's answers with them. With
``standalone=True`` it is a file of its own: heading, notes, background, and a style sheet for dark screens. With
``standalone=False`` it is to be inlined in a page: no background, no ``<style>``, and the colours are presentation
attributes, which any rule of the page's style sheet stands above.
There is never a script or a ``style`` attribute. Text comes from hostile documents and is escaped (``svg.safe``).
The root has role "img" with title and description; where its parts are links, "group", since parts of an image
cannot be followed.

``link`` gives an address or None: maps ask it with codes of countries, timelines with ids of engagements.

Classes, for the style sheet of a page (``style.STYLE`` has those for dark screens):

    picture m-world m-trip t-timeline    the root, by sort of picture
    p-paper p-title p-note               background, heading and lines below (standalone alone)
    p-label p-small p-frame p-halo       text in ink, text in grey, frame, the paper-coloured edge of text
    m-land m-none                        land that does not count, dots of small states that do not
    m-country m-dot                      shape or dot of a country that counts, with one of
    m-1 m-2 m-3 m-4 m-5                  its class, from few to many (the legend's squares, too)
    m-sea m-visited                      sea; land of the countries of a journey
    m-route m-arrow                      the way with s-held, s-planned or s-dropped; its arrow heads
    m-stop m-number m-cross              a stop's dot, its number, the stroke through one that was dropped
    m-leader m-spot                      line from a dot to its label or place; the place
    t-lane t-rule t-today t-now          stripe of a lane, line of a tick, line and words of today
    t-mark t-bar t-half t-cross          the sign of an engagement: dot or arrow head, bar, filled half, cross
    t-span                               dotted line over the days on which it may have been
    t-bin t-not                          bar of counts; of what is planned or was dropped

Signs also have the kind (``t-call``, ``t-meeting``, ``t-talks``, ``t-trip``, ``t-conference``, ``t-remarks``,
``t-statement``, ``t-appointment``, ``t-visit``; ``t-key`` in the legend) and the status (``s-held``, ``s-planned``,
``s-postponed``, ``s-cancelled``, ``s-cut_short``, ``s-declined``).
"""

from __future__ import annotations

from dragoman.pictures.map import visits_map, world_map
from dragoman.pictures.route import trip_map
from dragoman.pictures.timeline import timeline, visits_timeline

__all__ = ["timeline", "trip_map", "visits_map", "visits_timeline", "world_map"]
