"""Routes of influence: by whom we reach somebody, who could open a way, and on whom all ways hang.

Pure. Nothing here knows names or sentences. Method: the questions of influence mapping (``design/domain.md`` 3.2
and 12; after Schiffer and Hauck, Net-Map, 2010), scored as a product, so that one weak hop weakens the whole route.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from hdplanner.domain.values import Relationship, TieKind, TieSign

STEPS, COUNT = 3, 5
"""How long a route may be, and how many of the best are named."""

WHOLE = 45
"""What a hop that loses nothing is worth: ninths of a tie times fifths of an openness, so that sums stay exact."""

_NOTHING: Mapping[str, Hop] = {}


@dataclass(frozen=True, slots=True)
class Hop:
    """One way from one station to the next. ``value`` is in 45ths; ``id`` is the relation's or the tie's key."""

    id: str
    source: str
    target: str
    value: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """Hops from one of us to the target, and the product of what they are worth, above 0 and up to 1."""

    hops: tuple[Hop, ...]
    score: float

    @property
    def stations(self) -> tuple[str, ...]:
        """Whom the route passes, from one of us to the target."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


def opening(key: str, us: str, station: str, relationship: int) -> Hop:
    """Return the first hop of a route: openness is (relationship + 1) / 5. "None" counts a fifth."""
    return Hop(key, us, station, 9 * (relationship + 1), relationship > Relationship.NONE)


def tie_hop(key: str, source: str, target: str, strength: int | None, confidence: int | None) -> Hop:
    """Return a further hop: strength / 3 times confidence / 3, each a third where it is empty."""
    return Hop(key, source, target, 5 * (strength or 1) * (confidence or 1))


def carries(kind: TieKind, sign: TieSign) -> bool:
    """Whether a message may travel along such a tie: never along rivalry, nor along one that obstructs."""
    return kind is not TieKind.OBSTRUCTS and sign is not TieSign.OBSTRUCTING


@dataclass(frozen=True, slots=True)
class Web:
    """All hops, ready to be searched: of parallel ones only the best, of equal ones that with the smaller key.

    ``first`` are the hops from us; an ally who is one of our messengers is among us, with its own ties.
    """

    first: dict[str, dict[str, Hop]] = field(default_factory=dict)
    after: dict[str, dict[str, Hop]] = field(default_factory=dict)
    before: dict[str, dict[str, Hop]] = field(default_factory=dict)
    reached: frozenset[str] = frozenset()

    @classmethod
    def of(cls, openings: Iterable[Hop], ties: Iterable[Hop], allies: Collection[str] = ()) -> Web:
        """Weave a web. ``allies`` are the stakeholders that carry messages for us."""
        web = cls()
        for hop in ties:
            if hop.source != hop.target and _keep(web.after, hop.source, hop.target, hop):
                _keep(web.before, hop.target, hop.source, hop)
        for ally in allies:
            for hop in web.after.get(ally, _NOTHING).values():
                _keep(web.first, ally, hop.target, hop)
        reached = set(allies).union(*web.first.values())
        for hop in openings:
            if hop.source != hop.target:
                _keep(web.first, hop.source, hop.target, hop)
                if hop.known:
                    reached.add(hop.target)
        return cls(web.first, web.after, web.before, frozenset(reached))


def _keep(hops: dict[str, dict[str, Hop]], one: str, other: str, hop: Hop) -> bool:
    there = hops.setdefault(one, {})
    held = there.get(other)
    if held is not None and (-held.value, held.id) <= (-hop.value, hop.id):
        return False
    there[other] = hop
    return True


def best_routes(
    web: Web, target: str, *, steps: int = STEPS, count: int = COUNT, without: Collection[str] = ()
) -> list[Route]:
    """Return the best ``count`` routes to ``target`` of at most ``steps`` hops, the best first.

    No route passes anybody twice, nor anybody of ``without``. Of equal ones the shorter comes first, then the one
    whose stations have the smaller keys.
    """
    found = []
    for hops, value in _ranked(web, target, steps, frozenset(without)):
        found.append(Route(hops, value / WHOLE ** len(hops)))
        if len(found) == count:
            break
    return found


def _ranked(
    web: Web, target: str, steps: int, without: frozenset[str]
) -> Iterator[tuple[tuple[Hop, ...], int]]:
    """Yield all routes in their order: best-first search, led by what the rest of a route can be worth at most."""
    if target in without or steps < 1:
        return
    promises = _promises(web, target, steps - 1, without)
    heap: list[tuple[int, int, tuple[str, ...], int, tuple[Hop, ...]]] = []

    def push(stations: tuple[str, ...], value: int, hops: tuple[Hop, ...], hop: Hop) -> None:
        promise = promises[steps - len(hops) - 1].get(hop.target)
        if promise is None or hop.target in stations:
            return
        so_far = value * hop.value
        length = len(hops) + 1 + promise[1]
        heappush(heap, (-so_far * promise[0], length, (*stations, hop.target), so_far, (*hops, hop)))

    for us, hops in web.first.items():
        if us not in without and us != target:
            for hop in hops.values():
                push((us,), 1, (), hop)
    while heap:
        _, _, stations, value, passed = heappop(heap)
        if stations[-1] == target:
            yield passed, value
        elif len(passed) < steps:
            for hop in web.after.get(stations[-1], _NOTHING).values():
                push(stations, value, passed, hop)


def _promises(web: Web, target: str, steps: int, without: frozenset[str]) -> list[dict[str, tuple[int, int]]]:
    """Return, for up to 0, 1, ... hops, who reaches the target: for how much at most, and then in how many hops.

    A hop that is not needed counts as a whole one, so that routes of all lengths compare.
    """
    tables = [{target: (1, 0)}]
    for number in range(1, steps + 1):
        table = {target: (WHOLE**number, 0)}
        for station, (value, length) in tables[-1].items():
            for source, hop in web.before.get(station, _NOTHING).items():
                if source in without or source == target:
                    continue
                offer = (value * hop.value, length + 1)
                held = table.get(source)
                if held is None or (-offer[0], offer[1]) < (-held[0], held[1]):
                    table[source] = offer
        tables.append(table)
    return tables


def missing_links(
    web: Web, target: str, *, steps: int = STEPS, without: Collection[str] = ()
) -> list[tuple[str, float]]:
    """Return who could open a route if we reached them, best first, each with the score it would then have.

    None of us has a relation with them so far. The score supposes a working relationship.
    """
    if target in without or steps < 1:
        return []
    worth = opening("", "", "", Relationship.WORKING).value
    promises = _promises(web, target, steps - 1, frozenset(without))[-1]
    return sorted(
        (
            (station, value * worth / WHOLE**steps)
            for station, (value, _) in promises.items()
            if station != target and station not in web.reached
        ),
        key=lambda found: (-found[1], found[0]),
    )


def single_points(web: Web, target: str, *, steps: int = STEPS, without: Collection[str] = ()) -> list[str]:
    """Return who stands between us and the target on every route of at most ``steps`` hops, nearest to us first."""
    closed = frozenset(without)
    stations = _shortest(web, target, steps, closed)
    return [one for one in stations[1:-1] if not _shortest(web, target, steps, closed | {one})]


def _shortest(web: Web, target: str, steps: int, without: frozenset[str]) -> tuple[str, ...]:
    """Return the stations of a route of the fewest hops, or nothing where there is none."""
    if target in without:
        return ()
    came_from: dict[str, str] = {}
    edge: list[tuple[str, str, int]] = []
    for us, hops in web.first.items():
        if us not in without and us != target:
            edge.extend((us, station, 1) for station in hops)
    while edge and target not in came_from:
        further: list[tuple[str, str, int]] = []
        for source, station, depth in edge:
            if station in without or station in came_from:
                continue
            came_from[station] = source
            if depth < steps:
                further.extend((station, one, depth + 1) for one in web.after.get(station, _NOTHING))
        edge = further
    return _traced(came_from, target, web)


def _traced(came_from: Mapping[str, str], target: str, web: Web) -> tuple[str, ...]:
    if target not in came_from:
        return ()
    stations = [target]
    while True:
        source = came_from[stations[-1]]
        stations.append(source)
        if stations[-2] in web.first.get(source, _NOTHING) or source not in came_from:
            return tuple(reversed(stations))


def avoided(web: Web, target: str, flagged: Collection[str], *, steps: int = STEPS) -> list[str]:
    """Return who of ``flagged`` a route would pass if nobody were flagged; a flagged target is alone."""
    if target in flagged:
        return [target]
    home = _distances(web, target, steps, target)
    asked = (one for one in flagged if one in home or one in web.first)
    return sorted(one for one in asked if _is_passed(web, target, one, steps, home))


def _distances(web: Web, end: str, limit: int, closed: str) -> dict[str, int]:
    """Return how many ties lead to ``end`` from everybody within ``limit``, on ways that do not pass ``closed``."""
    found = {end: 0}
    edge = [end]
    for depth in range(1, limit + 1):
        sources = {one for station in edge for one in web.before.get(station, _NOTHING)}
        edge = [one for one in sources if one not in found and one != closed]
        found.update(dict.fromkeys(edge, depth))
    return found


def _is_passed(web: Web, target: str, one: str, steps: int, home: Mapping[str, int]) -> bool:
    """Whether some route to the target begins with or passes ``one``; ``home`` is how far all are from the target."""
    there = _distances(web, one, steps, target)

    def leads_on(stations: tuple[str, ...], left: int) -> bool:
        here = stations[-1]
        passed = one in stations
        if here == target:
            return passed
        needed = home.get(here) if passed else there.get(here, steps) + home.get(one, steps)
        if needed is None or needed > left:
            return False
        return any(
            leads_on((*stations, station), left - 1)
            for station in web.after.get(here, _NOTHING)
            if station not in stations
        )

    return any(
        leads_on((us, station), steps - 1)
        for us, hops in web.first.items()
        if us != target
        for station in hops
        if station != us
    )
