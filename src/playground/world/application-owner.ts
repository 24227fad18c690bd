import {
  type APIApplication,
  type APITeamMember,
  type APIUser,
  TeamMemberMembershipState,
  TeamMemberRole,
  UserFlags,
} from 'discord-api-types/v10';
import type { Directory } from './directory.ts';
import { makeUser } from './members-and-roles.ts';
import type { Snowflakes } from './snowflakes.ts';

/** A member of the team that an application belongs to. */
export interface Teammate {
  readonly userId: string;
  readonly state: TeamMemberMembershipState;
  readonly role: TeamMemberRole;
}

/** Whose the bot's application is: a person's, by id, or a team's. */
export type OwnerGiven = string | readonly Teammate[];

/**
 * Whose the bot's application is. Whoever opens the page sits at the computer on which the bot runs: so it is theirs, as a team, until a
 * test gives it to somebody else.
 */
export class ApplicationOwner {
  readonly #directory: Directory;
  readonly #teamId: string;
  #given: OwnerGiven | undefined;

  constructor(directory: Directory, ids: Snowflakes) {
    this.#directory = directory;
    this.#teamId = ids.aged(1);
  }

  give(owner: OwnerGiven): void {
    this.#given = owner;
  }

  /** As the application's description has it: for a team the owner is no person, but an account that stands for the team. */
  describe(): Pick<APIApplication, 'owner' | 'team'> {
    if (typeof this.#given === 'string') return { owner: this.#user(this.#given), team: null };
    const id = this.#teamId;
    const members = (this.#given ?? this.#visitors()).map(({ userId, state, role }): APITeamMember => {
      return { user: this.#user(userId), team_id: id, membership_state: state, permissions: ['*'], role };
    });
    return {
      owner: { ...makeUser(id, `team${id}`, false), global_name: null, public_flags: UserFlags.TeamPseudoUser },
      team: { id, name: 'Visitors', icon: null, owner_user_id: this.#directory.owner.id, members },
    };
  }

  #visitors(): Teammate[] {
    return [this.#directory.owner, ...this.#directory.people].map(({ id }) => ({
      userId: id,
      state: TeamMemberMembershipState.Accepted,
      role: TeamMemberRole.Admin,
    }));
  }

  #user(id: string): APIUser {
    const { owner } = this.#directory;
    return id === owner.id ? owner : this.#directory.member(id).user;
  }
}
