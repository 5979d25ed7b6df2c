"""How often a caller may come: fixed windows of a minute, counted for all workers together."""

import time

import sqlalchemy as sa
from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from qa.service.database import counters
from qa.service.parameters import ServiceParameters
from qa.service.problems import Problem

__all__ = ["RateLimits"]

_SWEEP_S = 300.0  # how often what has expired is dropped


class _CountersTable(Storage):
    """Counters of the `limits` package in a table of ours."""

    STORAGE_SCHEME = None

    def __init__(self, database: sa.Engine) -> None:
        super().__init__()
        self._database = database
        self._swept = time.time()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may go wrong underneath."""
        return sa.exc.SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter, begun anew once it has expired; return what it stands at."""
        moment = time.time()
        with self._database.begin() as connection:
            insert = _insert(connection)(counters).values(
                name=key, count=amount, expires=moment + expiry
            )
            over = counters.c.expires <= moment
            upsert = insert.on_conflict_do_update(
                index_elements=[counters.c.name],
                set_={
                    "count": sa.case((over, amount), else_=counters.c.count + amount),
                    "expires": sa.case((over, moment + expiry), else_=counters.c.expires),
                },
            ).returning(counters.c.count)
            count = int(connection.execute(upsert).scalar_one())
            if moment - self._swept > _SWEEP_S:
                self._swept = moment
                connection.execute(counters.delete().where(counters.c.expires <= moment))
        return count

    def get(self, key: str) -> int:
        """Return what a counter stands at, 0 when it has expired."""
        wanted = sa.select(counters.c.count).where(
            counters.c.name == key, counters.c.expires > time.time()
        )
        with self._database.connect() as connection:
            return int(connection.execute(wanted).scalar_one_or_none() or 0)

    def get_expiry(self, key: str) -> float:
        """Return when a counter expires, in seconds since 1970."""
        wanted = sa.select(counters.c.expires).where(counters.c.name == key)
        with self._database.connect() as connection:
            return float(connection.execute(wanted).scalar_one_or_none() or time.time())

    def check(self) -> bool:
        """True when the database answers."""
        with self._database.connect() as connection:
            return bool(connection.execute(sa.select(1)).scalar_one())

    def reset(self) -> int:
        """Drop every counter; return how many there were."""
        with self._database.begin() as connection:
            return connection.execute(counters.delete()).rowcount

    def clear(self, key: str) -> None:
        """Drop one counter."""
        with self._database.begin() as connection:
            connection.execute(counters.delete().where(counters.c.name == key))


class RateLimits:
    """Counts requests by caller and kind: ask, read, write."""

    def __init__(self, database: sa.Engine, parameters: ServiceParameters) -> None:
        self._limiter = FixedWindowRateLimiter(_CountersTable(database))
        self._limits = {
            "ask": RateLimitItemPerMinute(parameters.asks_per_minute),
            "read": RateLimitItemPerMinute(parameters.reads_per_minute),
            "write": RateLimitItemPerMinute(parameters.writes_per_minute),
        }

    def take(self, kind: str, caller: str) -> None:
        """Count one request; Problem `rate_limited` when it is one too many."""
        limit = self._limits[kind]
        if self._limiter.hit(limit, kind, caller):
            return
        wait = max(
            1, round(self._limiter.get_window_stats(limit, kind, caller).reset_time - time.time())
        )
        raise Problem(
            "rate_limited",
            f"more than {limit.amount} requests ({kind}) within a minute; try again in {wait} s",
            {"Retry-After": str(wait)},
        )


def _insert(connection: sa.Connection):  # type: ignore[no-untyped-def]  # one of two dialects'
    from sqlalchemy.dialects import postgresql, sqlite

    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
