// The relay and everything else between phone and agent, at its worst: drops, delays, doubles, reorders,
// flips, injects, replays, reflects and cuts, loudly or in silence. After `healsAt` it is merely slow.

import { concat } from "@longrein/protocol";
import type { SimulatedClock } from "./clock.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { flipped } from "./tampering.ts";

export interface EndEvents {
  opened(): void;
  frame(bytes: Uint8Array): void;
  heard(): void;
  closed(): void;
}

export interface NetworkOptions {
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly healsAt: number;
  /** The agent's end of a connection that a phone has dialled. */
  accept(connection: Connection): EndEvents;
  trace(line: string): void;
}

type Side = "phone" | "agent";

const otherSide = { phone: "agent", agent: "phone" } as const;
/** How many old frames the network keeps for later misuse. */
const recordedMax = 200;

export class Connection {
  readonly name: string;
  readonly #network: HostileNetwork;
  readonly ends: { phone: EndEvents; agent: EndEvents | undefined };
  /** In silence: open to look at, and nothing passes. */
  state: "open" | "silent" | "closed" = "open";
  /** When the latest frame to a side arrives; later ones do not overtake it by accident. */
  readonly arrival = { phone: 0, agent: 0 };

  constructor(name: string, network: HostileNetwork, phone: EndEvents) {
    this.name = name;
    this.#network = network;
    this.ends = { phone, agent: undefined };
  }

  send(from: Side, bytes: Uint8Array): void {
    this.#network.carry(this, from, bytes);
  }

  ping(from: Side): void {
    this.#network.pong(this, from);
  }

  hangUp(from: Side): void {
    this.#network.close(this, from);
  }
}

export class HostileNetwork {
  readonly #options: NetworkOptions;
  readonly #recorded: Uint8Array[] = [];
  readonly #connections = new Set<Connection>();
  #dialled = 0;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  get hostile(): boolean {
    return this.#options.clock.now < this.#options.healsAt;
  }

  dial(phone: EndEvents): Connection {
    const { clock, random, trace, accept } = this.#options;
    const connection = new Connection(`#${++this.#dialled}`, this, phone);
    this.#connections.add(connection);
    clock.at(clock.now + this.#delay(), () => {
      if (connection.state === "closed") return;
      if (this.#chance(0.2)) {
        trace(`${connection.name} refused`);
        this.close(connection, undefined);
      } else if (this.#chance(0.1)) {
        trace(`${connection.name} never opens`);
        connection.state = "silent";
      } else {
        trace(`${connection.name} opens`);
        connection.ends.agent = accept(connection);
        connection.ends.agent.opened();
        phone.opened();
      }
    });
    if (this.hostile) clock.at(clock.now + random.below(40_000), () => this.#strike(connection));
    return connection;
  }

  carry(connection: Connection, from: Side, bytes: Uint8Array): void {
    if (connection.state !== "open") return;
    this.#record(bytes);
    const to = otherSide[from];
    if (this.#chance(0.02)) return this.#note(connection, `drops a frame to the ${to}`);
    if (this.#chance(0.02)) {
      this.#note(connection, `doubles a frame to the ${to}`);
      this.#deliver(connection, to, bytes);
    }
    if (this.#chance(0.02)) {
      this.#note(connection, `flips a bit on the way to the ${to}`);
      return this.#deliver(
        connection,
        to,
        flipped(bytes, this.#options.random.below(bytes.length)),
      );
    }
    if (this.#chance(0.02)) {
      this.#note(connection, `injects a frame to the ${to}`);
      this.#deliver(connection, to, this.#invented(bytes));
    }
    if (this.#chance(0.02)) {
      this.#note(connection, `reflects a frame to the ${from}`);
      this.#deliver(connection, from, bytes);
    }
    this.#deliver(connection, to, bytes, this.#chance(0.02));
  }

  pong(connection: Connection, to: Side): void {
    const { clock } = this.#options;
    if (connection.state !== "open") return;
    clock.at(clock.now + this.#delay(), () => {
      if (connection.state === "open") connection.ends[to]?.heard();
    });
  }

  /** `by` has hung up itself and is not told. */
  close(connection: Connection, by: Side | undefined): void {
    if (connection.state === "closed") return;
    const tell = connection.state === "open" || by === undefined;
    connection.state = "closed";
    this.#connections.delete(connection);
    if (!tell) return;
    if (by !== "phone") connection.ends.phone.closed();
    if (by !== "agent") connection.ends.agent?.closed();
  }

  /** When the agent's machine goes down. */
  closeAll(): void {
    for (const connection of this.#connections) this.close(connection, undefined);
  }

  #deliver(connection: Connection, to: Side, bytes: Uint8Array, overtakes = false): void {
    const { clock } = this.#options;
    const arrives = clock.now + this.#delay();
    const inOrder = Math.max(arrives, connection.arrival[to]);
    if (overtakes) this.#note(connection, `lets a frame to the ${to} overtake`);
    else connection.arrival[to] = inOrder;
    clock.at(overtakes ? clock.now : inOrder, () => {
      if (connection.state === "open") connection.ends[to]?.frame(bytes);
    });
  }

  #strike(connection: Connection): void {
    if (!this.hostile || connection.state !== "open") return;
    if (this.#options.random.happens(0.5)) {
      this.#note(connection, "cuts the connection");
      this.close(connection, undefined);
    } else {
      this.#note(connection, "lets the connection die in silence");
      connection.state = "silent";
    }
  }

  /** An old frame of anyone's, whole or with another's end, or bytes from nowhere. */
  #invented(present: Uint8Array): Uint8Array {
    const { random } = this.#options;
    const old = this.#recorded[random.below(this.#recorded.length)] ?? present;
    switch (random.below(3)) {
      case 0:
        return old;
      case 1:
        return concat(present.subarray(0, 20), old.subarray(20));
      default:
        return concat(present.subarray(0, 1), random.bytes(random.below(1_100)));
    }
  }

  #record(bytes: Uint8Array): void {
    this.#recorded.push(bytes);
    if (this.#recorded.length > recordedMax) this.#recorded.shift();
  }

  #delay(): number {
    const { random } = this.#options;
    return 20 + random.below(100) + (this.#chance(0.05) ? random.below(10_000) : 0);
  }

  #chance(probability: number): boolean {
    return this.hostile && this.#options.random.happens(probability);
  }

  #note(connection: Connection, what: string): void {
    this.#options.trace(`${connection.name} the network ${what}`);
  }
}
