import type { $ZodIssue } from 'zod/v4/core';
import { isRecord } from '../world/message-parts.ts';
import type { Fault } from './refusal.ts';

/** A fault that a schema found, in the words and codes of Discord's validator. @param body what was parsed */
export function fieldFault(issue: $ZodIssue, body: unknown): Fault {
  return { path: issue.path, ...codeAndMessage(issue, valueAt(body, issue.path)) };
}

function codeAndMessage(issue: $ZodIssue, value: unknown): Omit<Fault, 'path'> {
  switch (issue.code) {
    case 'too_big':
      return isNumeric(issue.origin)
        ? fault('NUMBER_TYPE_MAX', `int value should be less than or equal to ${issue.maximum}.`)
        : fault('BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`);
    case 'too_small':
      return isNumeric(issue.origin)
        ? fault('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${issue.minimum}.`)
        : fault('BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`);
    case 'invalid_type':
      return value === undefined
        ? fault('BASE_TYPE_REQUIRED', 'This field is required')
        : wrongType(issue.expected, value);
    case 'invalid_value':
      return value === undefined
        ? fault('BASE_TYPE_REQUIRED', 'This field is required')
        : fault('BASE_TYPE_CHOICES', `Value must be one of {${issue.values.map(String).join(', ')}}.`);
    case 'invalid_format':
      return issue.format === 'url'
        ? fault('URL_TYPE_INVALID_URL', 'Not a well formed URL.')
        : fault('NUMBER_TYPE_COERCE', `Value "${String(value)}" is not snowflake.`);
    default:
      return fault('BASE_TYPE_INVALID', issue.message);
  }
}

function wrongType(expected: string, value: unknown): Omit<Fault, 'path'> {
  switch (expected) {
    case 'array':
      return fault('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    case 'object':
      return fault('DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    case 'number':
    case 'int':
      return fault('NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not int.`);
    default:
      return fault('STRING_TYPE_CONVERT', `Could not interpret ${JSON.stringify(value)} as ${expected}.`);
  }
}

function fault(code: string, message: string): Omit<Fault, 'path'> {
  return { code, message };
}

function isNumeric(origin: string): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint';
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isRecord(value)) value = value[String(step)];
    else return undefined;
  }
  return value;
}
