import { z } from 'zod';
import { VisitorRequestError } from './visitor-request-error.ts';

const refusalSchema = z.object({ message: z.string(), code: z.number() });

/**
 * One request of visitor-protocol.ts. What comes back is of the protocol's types: both sides are one program.
 * @param token null: none yet
 * @returns the answer's JSON; null where there is no content
 * @throws VisitorRequestError when it is refused; an AbortError
 */
export async function visitorRequest(
  pageUrl: string,
  token: string | null,
  method: string,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(new URL(`/visitor/${path}`, pageUrl), {
    method,
    signal,
    headers: {
      ...(token === null ? {} : { Authorization: `Visitor ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return null;
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const refusal = refusalSchema.safeParse(answer);
  const { message, code } = refusal.success ? refusal.data : { message: 'no reason given', code: 0 };
  throw new VisitorRequestError(response.status, code, message);
}
