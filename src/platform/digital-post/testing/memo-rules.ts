/**
 * The rules of MeMo's schema that our messages can break, in our own words: order, number, required, letters. Holds where the
 * schema itself, whose licence is not known, is not at hand.
 */
import { readXml, type XmlElement } from '../xml/read-xml.ts';

type Rule = { readonly least: number; readonly most: number; readonly holds?: RegExp | number };
const one = (holds?: RegExp | number): Rule => ({ least: 1, most: 1, ...(holds === undefined ? {} : { holds }) });
const maybe = (holds?: RegExp | number): Rule => ({ ...one(holds), least: 0 });
const some: Rule = { least: 1, most: Number.POSITIVE_INFINITY };
const any: Rule = { least: 0, most: Number.POSITIVE_INFINITY };

const uuid = /^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[aAbB89][a-fA-F0-9]{3}-[a-fA-F0-9]{12}$/;
const dateTime = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/;
const boolean = /^(true|false|1|0)$/;
const base64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Children in their order. An element that is not here holds text. */
const sequences: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Message: { MessageHeader: one(), MessageBody: maybe() },
  MessageHeader: {
    messageType: one(/^(DIGITALPOST|NEMSMS)$/),
    messageUUID: one(uuid),
    messageID: maybe(256),
    label: one(256),
    notification: maybe(160),
    additionalNotification: maybe(256),
    reply: maybe(boolean),
    replyByDateTime: maybe(dateTime),
    doNotDeliverUntilDate: maybe(/^\d{4}-\d{2}-\d{2}$/),
    mandatory: maybe(boolean),
    legalNotification: maybe(boolean),
    Sender: one(),
    Recipient: one(),
  },
  Sender: { senderID: one(256), idType: one(256), label: one(256) },
  Recipient: { recipientID: one(256), idType: one(256), label: maybe(256) },
  MessageBody: { createdDateTime: one(dateTime), MainDocument: one(), AdditionalDocument: any },
  MainDocument: { label: maybe(256), File: some, Action: any },
  AdditionalDocument: { label: maybe(256), File: some, Action: any },
  File: { encodingFormat: one(256), filename: one(256), language: one(/^[a-z]{2}$/), content: one(base64) },
  Action: {
    label: one(256),
    actionCode: one(256),
    startDateTime: maybe(dateTime),
    endDateTime: maybe(dateTime),
    Reservation: maybe(),
    EntryPoint: maybe(),
  },
  Reservation: {
    description: one(256),
    reservationUUID: one(uuid),
    abstract: one(256),
    location: one(256),
    startDateTime: one(dateTime),
    endDateTime: one(dateTime),
    organizerMail: maybe(256),
    organizerName: maybe(256),
  },
  EntryPoint: { url: one(256) },
};

/** What a message breaks; an empty list means that it stands by these rules. */
export function brokenRules(memo: string): readonly string[] {
  const read = readXml(memo, { letters: 50_000_000, depth: 20, elements: 5_000 });
  if (!read.ok) return [`not XML: ${read.reason}`];
  const { name, attributes } = read.value;
  const broken = name === 'Message' ? check(read.value, '') : [`the root is ${name}`];
  const version = attributes.memoVersion;
  if (version === '1.2' && 'memoSchVersion' in attributes) broken.push('1.2 has no memoSchVersion');
  if (version === '1.1')
    for (const required of ['mandatory', 'legalNotification'])
      if (!read.value.children[0]?.children.some((child) => child.name === required))
        broken.push(`1.1 demands ${required}`);
  if (version !== '1.1' && version !== '1.2') broken.push(`the version is ${version}`);
  return broken;
}

function check(element: XmlElement, path: string): string[] {
  const at = `${path}/${element.name}`;
  const broken: string[] = [];
  if (element.namespace !== 'https://DigitalPost.dk/MeMo-1') broken.push(`${at} is in ${element.namespace}`);
  const rules = sequences[element.name];
  if (!rules) return broken.concat(element.children.map((child) => `${at} may not hold ${child.name}`));
  if (element.text.trim() !== '') broken.push(`${at} holds text`);
  const order = Object.keys(rules);
  let last = -1;
  for (const child of element.children) {
    const place = order.indexOf(child.name);
    if (place === -1) broken.push(`${at} may not hold ${child.name}`);
    if (place < last) broken.push(`${at}: ${child.name} is out of order`);
    last = place;
    broken.push(...check(child, at), ...holds(child, rules[child.name], at));
  }
  for (const [name, { least, most }] of Object.entries(rules)) {
    const count = element.children.filter((child) => child.name === name).length;
    if (count < least || count > most) broken.push(`${at} has ${count} ${name}`);
  }
  if (element.name === 'Action' && element.children.filter(({ name }) => /^[A-Z]/.test(name)).length > 1)
    broken.push(`${at} has two aims`);
  return broken;
}

function holds(child: XmlElement, rule: Rule | undefined, at: string): string[] {
  if (rule?.holds === undefined) return [];
  const { holds: expected } = rule;
  const right = typeof expected === 'number' ? [...child.text].length <= expected : expected.test(child.text);
  return right ? [] : [`${at}/${child.name} holds what it may not`];
}
