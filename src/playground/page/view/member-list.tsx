import type { APIGuildMember } from 'discord-api-types/v10';
import type { JSX } from 'preact';
import type { PageState } from '../state/page-state.ts';
import { Avatar } from './avatar.tsx';
import type { People } from './people.ts';
import { sortedRoles } from './people.ts';

interface MemberListProps {
  readonly state: PageState;
  readonly people: People;
}

/** Who is here: apps, people, and programs that play people. */
export function MemberList({ state, people }: MemberListProps): JSX.Element {
  const roles = new Map((state.guild?.roles ?? []).map((role) => [role.id, role]));
  const members = [...state.members.values()];
  const isApp = ({ user }: APIGuildMember): boolean => user.bot === true;
  const isScripted = ({ user }: APIGuildMember): boolean => people.isScripted(user.id);
  const isOnline = (member: APIGuildMember): boolean =>
    isApp(member) ? state.botOnline : state.online.has(member.user.id);
  const here = members.filter((member) => !isApp(member) && isOnline(member));
  const groups = [
    { title: 'Apps', members: members.filter(isApp) },
    { title: 'Online', members: here.filter((member) => !isScripted(member)) },
    { title: 'Scripted', members: here.filter(isScripted) },
    { title: 'Offline', members: members.filter((member) => !isApp(member) && !isOnline(member)) },
  ].filter((group) => group.members.length > 0);
  return (
    <>
      {groups.map((group) => (
        <section key={group.title}>
          <h2>
            {group.title} — {group.members.length}
          </h2>
          <ul>
            {group.members.map((member) => {
              const { user } = member;
              const name = people.name(user);
              const colour = people.colour(user.id);
              const named = sortedRoles(member, roles).filter(({ managed }) => !managed);
              const online = isOnline(member);
              return (
                <li
                  key={user.id}
                  class={online ? 'member' : 'member offline'}
                  data-testid={`member-${user.id}`}
                  title={name}
                >
                  <span class="with-presence">
                    <Avatar user={user} name={name} size="medium" />
                    <span class={`presence ${online ? 'on' : 'off'}`} />
                  </span>
                  <span class="member-text">
                    <span class="member-name">
                      <span class="two-lines author" style={colour === null ? {} : { '--role': colour }}>
                        {name}
                      </span>
                      {isApp(member) ? <span class="tag app">APP</span> : null}
                      {isScripted(member) ? <span class="tag scripted">scripted</span> : null}
                      {user.id === state.me?.id ? <span class="you">you</span> : null}
                    </span>
                    {named.length === 0 ? null : (
                      <small class="ellipsis">{named.map((role) => role.name).join(', ')}</small>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </>
  );
}
