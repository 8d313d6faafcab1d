"""Piccolo's PostgreSQL engine with transactions that can't leak a connection."""

from types import TracebackType
from typing import Any

from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString


class KeptPostgresTransaction(PostgresTransaction):
    """A transaction that always gives its connection back, also when COMMIT fails."""

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent:
            return False
        try:
            if not (self._rolled_back or self._committed):
                await (self.rollback() if exception else self.commit())
        finally:
            self.engine.current_transaction.reset(self.context)
            await self._let_go()
        return False

    async def _let_go(self) -> None:
        if self.engine.pool:
            await self.engine.pool.release(self.connection)
        else:
            await self.connection.close()


class KeptPostgresEngine(PostgresEngine):
    """PostgreSQL by URL; needs no extension and makes no connection when it is made."""

    def __init__(self, url: str) -> None:
        super().__init__(config={"dsn": url})

    async def check_version(self) -> None:
        """Ask nothing at import: the first query will tell."""

    async def start_connection_pool(self, **kwargs: Any) -> None:
        await super().start_connection_pool(min_size=1, max_size=10, **kwargs)

    async def run_statement(self, statement: str, values: list[Any]) -> list[dict[str, Any]]:
        """Run a statement that is composed already, and return its rows."""
        query = QueryString("")
        query._frozen_compiled_strings = (statement, values)
        return self.transform_response_to_dicts(await self.run_querystring(query) or [])

    def transaction(self, allow_nested: bool = True) -> KeptPostgresTransaction:
        return KeptPostgresTransaction(engine=self, allow_nested=allow_nested)
