import type { APIUser } from 'discord-api-types/v10';
import type { Entropy } from '../../../core/random.ts';
import { refusals } from '../../rest/refusal.ts';
import type { Session } from '../../visitor-protocol.ts';
import type { World } from '../../world/world.ts';

/** Who visits, by token. */
export class Visitors {
  readonly #byToken = new Map<string, APIUser>();
  readonly #world: World;
  readonly #entropy: Entropy;

  constructor(world: World, entropy: Entropy) {
    this.#world = world;
    this.#entropy = entropy;
  }

  join(name: string | undefined, scripted: boolean): Session {
    const { user } = this.#world.directory.addVisitor(name ?? `Visitor ${this.#byToken.size + 1}`, scripted);
    const token = this.#entropy.hex(24);
    this.#byToken.set(token, user);
    return { token, user };
  }

  find(token: string): APIUser | undefined {
    return this.#byToken.get(token);
  }

  /** Who sends a request. @throws Refusal (401) */
  fromHeader(authorization: string | undefined): APIUser {
    const user = authorization?.startsWith('Visitor ') === true ? this.find(authorization.slice(8)) : undefined;
    if (user === undefined) throw refusals.unauthorized();
    return user;
  }
}
