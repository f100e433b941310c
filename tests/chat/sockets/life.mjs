// Lives through an agent's life with npm's own socket.io-client, and prints what it heard as JSON.
//
//   node life.mjs <service url> <folder of socket.io-client>
//
// What has no event is asked of REST, as a web page would.
import { createRequire } from "node:module";

const [, , url, folder] = process.argv;
const { io } = createRequire(`${folder}/`)("socket.io-client");

const heard = [];
const waiting = [];

function connect(options = {}) {
  const socket = io(url, { forceNew: true, ...options });
  socket.onAny((name, said) => {
    heard.push([name, said]);
    waiting.filter((wait) => wait.fits(name, said)).forEach((wait) => wait.done(said));
  });
  return new Promise((done, failed) => {
    socket.on("connect", () => done(socket));
    socket.on("connect_error", (error) => failed(error));
  });
}

function until(name, fits = () => true) {
  const before = heard.find(([heardName, said]) => heardName === name && fits(said));
  if (before) return Promise.resolve(before[1]);
  return new Promise((done) =>
    waiting.push({ fits: (other, said) => other === name && fits(said), done }),
  );
}

async function rest(method, path) {
  const answer = await fetch(`${url}/api/v1${path}`, { method });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

const became = (status) => until("agent:status:changed", (said) => said.status === status);

let socket = await connect();
const made = await socket.emitWithAck("agent:create", {
  name: "Watcher",
  type: "monitoring",
  configuration: { schedule: null },
});
if (!made.ok) throw new Error(made.error);
const id = made.agent.id;
await until("agent:created");
const followed = await socket.emitWithAck("subscribe", { topics: [`agent:${id}`] });
const status = await socket.emitWithAck("agent:status", { agent_id: id });
await until("agent:status:update");
for (const [move, to] of [
  ["start", "active"],
  ["pause", "paused"],
]) {
  await rest("POST", `/agents/${id}/${move}`);
  await became(to);
}
const last = heard.at(-1)[1].event_id;
const first = heard.splice(0);

// gone, and back with the last id that was seen
socket.disconnect();
await rest("POST", `/agents/${id}/resume`);
await rest("POST", `/agents/${id}/stop`);
socket = await connect({ transports: ["websocket"] });
const back = await socket.emitWithAck("subscribe", { topics: [`agent:${id}`], after: last });
await became("inactive");
await rest("DELETE", `/agents/${id}`);
await until("agent:deleted");
const wrong = await socket.emitWithAck("agent:status", { agent_id: id });
await until("agent:error");
socket.disconnect();

console.log(JSON.stringify({ id, first, second: heard, followed, status, back, wrong }));
process.exit(0);
