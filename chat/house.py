"""The house: everything the doors share, built once and handed down.

`open_house` is the composition root below the web: the service's lifespan, the command line and
LangGraph's own tools all build the same house with it. Does not know HTTP or the terminal.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from chat.clock import Clock, real_clock
from chat.clubs import ClubDirectory
from chat.identity import Gatekeeper
from chat.logins import signing_key
from chat.settings import Settings
from chat.sign_in import SignIn
from chat.training import Training
from knowledge.database import Database
from knowledge.errors import SourceDown, StorageFull

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from chat.agents import AgentDesk
    from chat.workflows import WorkflowDesk
    from graph.analyst import Analyst
    from graph.gateway import Gateway
    from graph.mentor import Mentor
    from graph.news.redis_bell import RedisBell
    from graph.news.tail import Tail
    from graph.workflows.starting import Workflows
    from knowledge.agents import AgentType
    from knowledge.embedding import Embedder
    from knowledge.insight_shelf import InsightShelf
    from knowledge.naming import Mention
    from ml.model_store import ModelStore
    from tools.desk import Desk
    from tools.forecasts import Forecaster
    from tools.seasons import Seasons

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """What the doors share."""

    settings: Settings
    clock: Clock
    signing_key: bytes
    gatekeeper: Gatekeeper
    sign_in: SignIn
    db: Database
    clubs: ClubDirectory
    store: ModelStore
    forecaster: Forecaster
    seasons: Seasons
    training: Training
    insights: InsightShelf
    tools: list[BaseTool]
    analyst: Analyst
    gateway: Gateway
    #: the compiled graph, for those who drive it themselves
    graph: Any
    mentor: Mentor
    #: where agents are made, moved and given tasks
    agents: AgentDesk
    #: the workflows that there are, and where a user's own are kept and executed
    offered: Workflows
    workflows: WorkflowDesk
    #: returns what the tools work with for a user at this moment
    desk: Callable[[str], Awaitable[Desk]]
    #: the event log, as it grows
    tail: Tail
    #: what tells of other processes' events; None: they are looked for
    bell: RedisBell | None


@asynccontextmanager
async def open_house(
    settings: Settings, *, loopback: bool = True, keeps: bool = True
) -> AsyncIterator[House]:
    """Build the house; close it at the end.

    Parameters
    ----------
    settings
        As read at start.
    loopback
        True where only this machine can reach the service: then no login is needed, unless the
        settings ask for one.
    keeps
        False for a rehearsal: what is written to the database in this house is undone at once.

    Raises
    ------
    StorageError
        The data folder or the database cannot be opened.
    """
    async with AsyncExitStack() as stack:
        db = await open_stock(settings, stack)
        db = db if keeps else db.rehearsing()
        yield await _furnish(settings, db, stack, loopback=loopback)


async def open_stock(settings: Settings, stack: AsyncExitStack) -> Database:
    """Open the database, with the demo league in it while there is nothing real."""
    from knowledge.demo import ensure_demo

    db = await open_database(settings, stack)
    await ensure_demo(db, now=settings.clock())
    return db


async def open_database(settings: Settings, stack: AsyncExitStack) -> Database:
    """Open the database as it is; the stack closes it."""
    _make_home(settings)
    url = settings.database_url.get_secret_value() if settings.database_url else None
    db = await Database.open(url, home=settings.home)
    stack.push_async_callback(db.close)
    return db


async def _furnish(
    settings: Settings, db: Database, stack: AsyncExitStack, *, loopback: bool
) -> House:
    from chat.agents import AgentDesk
    from chat.workflows import WorkflowDesk
    from graph.agents.configuration import configure
    from graph.agents.triggers import first_due
    from graph.agents.work import check_task
    from graph.analyst import Analyst
    from graph.archive import KnowledgeArchive
    from graph.build import build_graph
    from graph.checkpoints import open_checkpoints
    from graph.gateway import Gateway
    from graph.guard.books import KnowledgeBooks
    from graph.guard.finding_help import FILE as HELP_FILE
    from graph.guard.finding_help import Help
    from graph.leases import open_leases
    from graph.logbook import KnowledgeLogbook
    from graph.mentor import Mentor
    from graph.news.tail import Tail
    from graph.readers import KnownReaders
    from graph.workflows.catalogue import Catalogue
    from graph.workflows.starting import Workflows
    from graph.workflows.steps import BUILT_IN_STEPS
    from ml.model_store import ModelStore
    from tools.desk import Desk
    from tools.forecasts import Forecaster
    from tools.seasons import Seasons
    from tools.toolbox import build_tools

    clock = settings.clock
    url = settings.database_url.get_secret_value() if settings.database_url else None
    clubs = await ClubDirectory.open(db)
    store = ModelStore(settings.home / "models")
    forecaster = Forecaster(db, store, clock, wall=real_clock)
    seasons = Seasons(db, forecaster, clock)
    training = Training(forecaster)
    stack.push_async_callback(training.close)

    def spot(text: str, *, is_name: bool = False) -> Sequence[Mention]:
        return clubs.current().spot(text, is_name=is_name)

    analyst = Analyst(spot=spot, clock=clock, edition=clubs.current)
    gateway = Gateway(settings.model, url=settings.ollama_url, analyst=analyst)
    stack.push_async_callback(gateway.aclose)
    shelf = await _open_shelf(settings, db, stack)
    tools = build_tools(db, clubs.current, forecaster, seasons, shelf, clock)
    checkpoints = await stack.enter_async_context(open_checkpoints(url, home=settings.home))
    graph = build_graph(
        gateway,
        tools,
        checkpoints.saver,
        fallback=analyst,
        clock=clock,
        spot=spot,
        books=KnowledgeBooks(db, clock),
        help_=Help.read(settings.home / HELP_FILE),
    )
    leases = await stack.enter_async_context(open_leases(url, home=settings.home))
    # conversations are of real time, also where the mentor's own clock stands still: the one spoken
    # in last comes first
    mentor = Mentor(
        graph,
        logbook=KnowledgeLogbook(db, real_clock),
        checkpoints=checkpoints,
        leases=leases,
        readers=KnownReaders(db),
        archive=KnowledgeArchive(
            db, clock=clock, wall=real_clock, version=version("tippmixmentor")
        ),
    )
    stack.push_async_callback(mentor.aclose)

    async def desk(user_id: str) -> Desk:
        return Desk(
            db=db,
            clubs=await clubs.fresh(),
            forecaster=forecaster,
            seasons=seasons,
            insights=shelf,
            as_of=clock(),
            user_id=user_id,
        )

    async def configured(
        user_id: str, type_: AgentType, given: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        names = [tool.name for tool in tools]
        return await configure(type_, given, desk=await desk(user_id), tools=names)

    offered = Workflows(db, Catalogue.of(BUILT_IN_STEPS, tools), wall=real_clock)
    bell = await _open_bell(settings, db, stack)
    key = _signing_key(settings)
    return House(
        settings=settings,
        clock=clock,
        signing_key=key,
        gatekeeper=_gatekeeper(settings, key, loopback=loopback),
        sign_in=SignIn(db),
        db=db,
        clubs=clubs,
        store=store,
        forecaster=forecaster,
        seasons=seasons,
        training=training,
        insights=shelf,
        tools=tools,
        analyst=analyst,
        gateway=gateway,
        graph=graph,
        mentor=mentor,
        agents=AgentDesk(
            db,
            clock=clock,
            wall=real_clock,
            configure=configured,
            next_due=lambda agent: first_due(agent, clock()),
            check=check_task,
        ),
        offered=offered,
        workflows=WorkflowDesk(db, offered, clock=clock, wall=real_clock),
        desk=desk,
        tail=Tail(db, bell),
        bell=bell,
    )


async def _open_bell(settings: Settings, db: Database, stack: AsyncExitStack) -> RedisBell | None:
    if settings.redis_url is None:
        return None
    from graph.news.redis_bell import RedisBell

    bell = await stack.enter_async_context(RedisBell.open(settings.redis_url.get_secret_value()))
    db.bells.append(bell.ring)
    return bell


async def _open_shelf(settings: Settings, db: Database, stack: AsyncExitStack) -> InsightShelf:
    from knowledge.insight_shelf import open_shelf

    embedder = await _embedder(settings, stack)
    shelf = open_shelf(
        db, home=settings.home, url=settings.chroma_url, embedder=embedder, wall=real_clock
    )
    stack.push_async_callback(shelf.close)
    return shelf


async def _embedder(settings: Settings, stack: AsyncExitStack) -> Embedder:
    """Return who turns texts into vectors: Ollama where it can, else the one that needs nothing."""
    from graph.gateway.embedder import DEFAULT_EMBEDDINGS, OllamaEmbedder
    from knowledge.embedding import HashingEmbedder

    if settings.embeddings == "hashing":
        return HashingEmbedder()
    model = settings.embeddings.removeprefix("ollama:")
    wanted = DEFAULT_EMBEDDINGS if model == "auto" else model
    try:
        embedder = await OllamaEmbedder.open(settings.ollama_url, wanted)
    except SourceDown as error:
        if model != "auto":
            log.warning("%s Insights are searched with the built-in embedder meanwhile.", error)
        return HashingEmbedder()
    stack.push_async_callback(embedder.aclose)
    return embedder


def _make_home(settings: Settings) -> None:
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFull(
            f"The data folder {settings.home} cannot be made ({error.strerror}): check its "
            "rights, or name another with TIPPMIX_HOME."
        ) from error


def _signing_key(settings: Settings) -> bytes:
    given = settings.secret.get_secret_value() if settings.secret else None
    return signing_key(given, settings.home)


def _gatekeeper(settings: Settings, key: bytes, *, loopback: bool) -> Gatekeeper:
    return Gatekeeper(
        key=key,
        api_keys=[program.get_secret_value() for program in settings.api_keys],
        trusts_loopback=loopback and settings.auth == "local",
    )
