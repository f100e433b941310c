"""The door at /socket.io of a real service: who comes in, what he hears, and that it stops."""

from __future__ import annotations

import asyncio

from tests.chat.running import PROGRAM_KEY, Service, signed_in
from tests.chat.sockets.conftest import calling, refusal_of

AGENT = {"name": "Watcher", "type": "monitoring"}


async def test_the_person_at_this_machine_needs_no_login(service: Service) -> None:
    async with calling(service.url) as one, calling(service.url, transports=["polling"]) as other:
        made = await one.ask("agent:create", AGENT)
        await one.until("agent:created", agent_id=made["agent"]["id"])
        await other.until("agent:new", agent_id=made["agent"]["id"])
        assert (await other.ask("agent:status", made["agent"]["id"]))["agent"] == made["agent"]


async def test_elsewhere_everybody_signs_in_and_sees_his_own(service_for_others: Service) -> None:
    url = service_for_others.url
    assert "Sign in first" in await refusal_of(url)
    with service_for_others.client() as http:
        token = await asyncio.to_thread(signed_in, http, "anna-s")
    async with (
        calling(url, auth={"token": token}) as anna,
        calling(url, auth={"api_key": PROGRAM_KEY}) as program,
    ):
        made = await anna.ask("agent:create", AGENT)
        await anna.until("agent:created", agent_id=made["agent"]["id"])
        own = await program.ask("agent:create", AGENT)
        await program.until("agent:created", agent_id=own["agent"]["id"])
    assert program.names == ["agent:created"]


def test_chainlits_own_socket_is_not_disturbed(service: Service) -> None:
    with service.client() as http:
        ours = http.get("/socket.io/?EIO=4&transport=polling")
        theirs = http.get("/chat/ws/socket.io/?EIO=4&transport=polling")
        other_host = http.get(
            "/socket.io/?EIO=4&transport=polling", headers={"Host": "elsewhere.example"}
        )
    assert ours.text.startswith('0{"sid"')
    assert theirs.text.startswith('0{"sid"')
    assert other_host.status_code == 421
