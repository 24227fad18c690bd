/** A request refused as Discord refuses it. Thrown by whatever finds the fault, answered by the server. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 429;
  /** Discord's error code; 0 where it has none. */
  readonly code: number;
  /** Discord's tree of faults by field. */
  readonly errors: object | undefined;

  constructor(status: Refusal['status'], code: number, message: string, errors?: object) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** What Discord's answer says: of bad fields no more than that, the tree of faults has the rest. */
  get answer(): string {
    return this.code === BAD_FIELDS ? INVALID : this.message;
  }
}

const BAD_FIELDS = 50035;
const INVALID = 'Invalid Form Body';

/** A fault of one field (50035). @param path the field, as in `embeds.0.title` */
export function badField(path: string, code: string, message: string): Refusal {
  return badFields([{ path: path.split('.'), code, message }]);
}

/** Faults of fields (50035). The refusal's message names the first. */
export function badFields(faults: readonly Fault[]): Refusal {
  const [first] = faults;
  const where = first === undefined ? '' : `: ${first.path.map(String).join('.')}: ${first.message}`;
  return new Refusal(400, BAD_FIELDS, `${INVALID}${where}`, faultTree(faults));
}

export const refusals = {
  unauthorized: () => new Refusal(401, 0, '401: Unauthorized'),
  unknownChannel: () => new Refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new Refusal(404, 10004, 'Unknown Guild'),
  unknownMember: () => new Refusal(404, 10007, 'Unknown Member'),
  unknownMessage: () => new Refusal(404, 10008, 'Unknown Message'),
  unknownUser: () => new Refusal(404, 10013, 'Unknown User'),
  unknownEmoji: () => new Refusal(400, 10014, 'Unknown Emoji'),
  unknownWebhook: () => new Refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new Refusal(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new Refusal(404, 10063, 'Unknown application command'),
  tooManyReactions: () => new Refusal(400, 30010, 'Maximum number of reactions reached (20)'),
  tooManyWebhooks: () => new Refusal(400, 30007, 'Maximum number of webhooks reached (15)'),
  tooLarge: () => new Refusal(413, 40005, 'Request entity too large'),
  acknowledged: () => new Refusal(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new Refusal(403, 50001, 'Missing Access'),
  notYours: () => new Refusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new Refusal(400, 50006, 'Cannot send an empty message'),
  missingPermissions: () => new Refusal(403, 50013, 'Missing Permissions'),
  wrongChannelType: () => new Refusal(400, 50024, 'Cannot execute action on this channel type'),
  invalidWebhookToken: () => new Refusal(401, 50027, 'Invalid Webhook Token'),
  threadArchived: () => new Refusal(400, 50083, 'Thread is archived'),
  badJson: () => new Refusal(400, 50109, 'The request body contains invalid JSON.'),
  hasThread: () => new Refusal(400, 160004, 'A thread has already been created for this message'),
} as const;

export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** Discord's nested form of field faults: `{embeds: {0: {title: {_errors: [...]}}}}`. */
function faultTree(faults: readonly Fault[]): object {
  const root: FaultNode = {};
  for (const { path, code, message } of faults) {
    let node = root;
    for (const step of path) {
      node.children ??= new Map();
      const next = node.children.get(String(step)) ?? {};
      node.children.set(String(step), next);
      node = next;
    }
    node.faults ??= [];
    node.faults.push({ code, message });
  }
  return toJson(root);
}

interface FaultNode {
  children?: Map<string, FaultNode>;
  faults?: { code: string; message: string }[];
}

function toJson(node: FaultNode): object {
  const children = [...(node.children ?? [])].map(([name, child]) => [name, toJson(child)] as const);
  return { ...Object.fromEntries(children), ...(node.faults === undefined ? {} : { _errors: node.faults }) };
}
