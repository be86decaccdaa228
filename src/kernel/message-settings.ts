import * as v from 'valibot';

/** How messages leave the house, as the environment says it. Null: not set up, and pages then say so. */
export type MessageSettings = {
  readonly mail: { readonly url: string; readonly from: string } | null;
  readonly sms: {
    readonly dialect: SmsDialect;
    readonly url: string;
    readonly token: string | null;
    readonly sender: string;
    /** JSON or a form with `{to}`, `{msisdn}` (without +), `{from}`, `{text}`, `{key}`, `{reference}` and `{receipt}`. */
    readonly body: string;
    /** What the gateway signs its receipts with, where its dialect has signatures; null takes no such receipts. */
    readonly receiptSecret: string | null;
  } | null;
};
export type SmsDialect = 'generic' | 'gatewayapi';

/** GatewayAPI's Mobile Messaging API, in the European Union (https://gatewayapi.com/docs/message/overview/). */
const gatewayApi = {
  url: 'https://messaging.gatewayapi.eu/mobile/single',
  body: '{"sender":"{from}","recipient":{msisdn},"message":"{text}","reference":"{reference}"}',
} as const;

/** What many gateways understand; others are told by SMS_GATEWAY_BODY. */
const usualBody = '{"to":"{to}","from":"{from}","text":"{text}"}';

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/** The variables, for the one schema of the environment. */
export const messageVariables = {
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '',
        'use an address such as smtps://user:password@mail.kommunen.dk:465',
      ),
    ),
  ),
  MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)$/,
        'use an address such as hjaelp@kommunen.dk or Kommunen <hjaelp@kommunen.dk>',
      ),
    ),
  ),
  SMS_GATEWAY_DIALECT: v.optional(v.picklist(['generic', 'gatewayapi'], 'use generic or gatewayapi'), 'generic'),
  SMS_RECEIPT_SECRET: v.optional(v.pipe(v.string(), v.minLength(16, 'use at least 16 characters'))),
  SMS_GATEWAY_URL: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => {
        if (!URL.canParse(text)) return false;
        const { protocol, hostname } = new URL(text);
        return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
      }, 'use an https address such as https://sms.example.dk/send'),
    ),
  ),
  SMS_GATEWAY_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/, 'use a token without spaces'))),
  SMS_SENDER: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^([A-Za-z0-9 ]{1,11}|\+?\d{3,15})$/,
        'use at most 11 letters and digits without æ, ø and å, or a number',
      ),
    ),
  ),
  SMS_GATEWAY_BODY: v.optional(
    v.pipe(
      v.string(),
      v.rawCheck(({ dataset, addIssue }) => {
        const problem = dataset.typed ? bodyProblem(dataset.value) : null;
        if (problem !== null) addIssue({ message: problem });
      }),
    ),
  ),
};

type Given = v.InferOutput<v.ObjectSchema<typeof messageVariables, undefined>>;

/** What is given without what it needs. */
export function messageProblems(given: Given): readonly { readonly variable: string; readonly problem: string }[] {
  const needs = (variable: keyof Given, because: keyof Given) =>
    given[because] !== undefined && given[variable] === undefined
      ? [{ variable, problem: `is needed when ${because} is set` }]
      : [];
  const named = given.SMS_GATEWAY_DIALECT !== 'generic';
  return [
    ...needs('MAIL_FROM', 'SMTP_URL'),
    ...needs('SMTP_URL', 'MAIL_FROM'),
    ...needs('SMS_SENDER', 'SMS_GATEWAY_URL'),
    ...(named
      ? given.SMS_SENDER && given.SMS_GATEWAY_TOKEN
        ? []
        : [
            ...(given.SMS_SENDER ? [] : [{ variable: 'SMS_SENDER', problem: 'is needed with this dialect' }]),
            ...(given.SMS_GATEWAY_TOKEN
              ? []
              : [{ variable: 'SMS_GATEWAY_TOKEN', problem: 'is needed with this dialect' }]),
          ]
      : [...needs('SMS_GATEWAY_URL', 'SMS_GATEWAY_TOKEN'), ...needs('SMS_GATEWAY_URL', 'SMS_SENDER')]),
    ...(given.SMS_RECEIPT_SECRET !== undefined && !named
      ? [{ variable: 'SMS_RECEIPT_SECRET', problem: 'is of use with SMS_GATEWAY_DIALECT=gatewayapi alone' }]
      : []),
  ];
}

export function messageSettings(given: Given): MessageSettings {
  const dialect = given.SMS_GATEWAY_DIALECT;
  const preset = dialect === 'gatewayapi' ? gatewayApi : null;
  const url = given.SMS_GATEWAY_URL ?? preset?.url;
  return {
    mail: given.SMTP_URL && given.MAIL_FROM ? { url: given.SMTP_URL, from: given.MAIL_FROM } : null,
    sms:
      url && given.SMS_SENDER
        ? {
            dialect,
            url,
            token: given.SMS_GATEWAY_TOKEN ?? null,
            sender: given.SMS_SENDER,
            body: given.SMS_GATEWAY_BODY ?? preset?.body ?? usualBody,
            receiptSecret: given.SMS_RECEIPT_SECRET ?? null,
          }
        : null,
  };
}

const placeholder = /\{(to|msisdn|from|text|key|reference|receipt)\}/g;
type Values = Readonly<Record<'to' | 'msisdn' | 'from' | 'text' | 'key' | 'reference' | 'receipt', string>>;

/** A gateway's body with its values, each written so that it cannot end its own field. */
export function fillSmsBody(template: string, values: Values): { readonly type: string; readonly body: string } {
  const json = isJson(template);
  const written = (value: string) => (json ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value));
  return {
    type: json ? 'application/json' : 'application/x-www-form-urlencoded',
    body: template.replace(placeholder, (_, name: keyof Values) => written(values[name])),
  };
}

/** It must carry the recipient and the text, and JSON must be JSON. */
function bodyProblem(template: string): string | null {
  if (!/\{(to|msisdn)\}/.test(template) || !template.includes('{text}'))
    return 'must hold {to} (or {msisdn}) and {text}';
  if (!isJson(template))
    return /^[^=&\s]+=[^&\s]*(&[^=&\s]+=[^&\s]*)*$/.test(template)
      ? null
      : 'use JSON, or a form such as to={to}&text={text}';
  try {
    const sample = {
      to: '+4512345678',
      msisdn: '4512345678',
      from: 'x',
      text: '"\n',
      key: 'x',
      reference: 'x',
      receipt: 'x',
    };
    JSON.parse(fillSmsBody(template, sample).body);
    return null;
  } catch {
    return 'begins as JSON but is none once it is filled in: put {to}, {from} and {text} in quotes';
  }
}

const isJson = (template: string): boolean =>
  /^\s*[{[](?!(to|msisdn|from|text|key|reference|receipt)\})/.test(template);
