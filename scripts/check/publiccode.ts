type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What is wrong with a publiccode.yml by the standard's mandatory fields (docs/evidence.md, "Open source conventions"). */
export function publiccodeProblems(file: unknown): readonly string[] {
  if (!isMapping(file)) return ['publiccode.yml is not a mapping'];
  const problems: string[] = [];
  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (isMapping(value) ? value[key] : undefined), file);
  const text = (path: string) => void (isText(at(path)) || problems.push(`${path}: is missing`));
  const oneOf = (path: string, values: readonly string[]) =>
    void (values.includes(String(at(path))) || problems.push(`${path}: must be one of ${values.join(', ')}`));
  const list = (path: string) => {
    const value = at(path);
    if (!Array.isArray(value) || value.length === 0 || !value.every(isText))
      problems.push(`${path}: must be a list of texts`);
  };
  if (!/^0(\.\d+)*$/.test(String(at('publiccodeYmlVersion')))) problems.push('publiccodeYmlVersion: must be 0 or 0.N');
  text('name');
  if (!/^https?:\/\/\S+$/.test(String(at('url')))) problems.push('url: must be an address');
  list('platforms');
  list('categories');
  oneOf('developmentStatus', ['concept', 'development', 'beta', 'stable', 'obsolete']);
  oneOf('softwareType', [
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]);
  if (!/^[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*$/.test(String(at('legal.license') ?? '')))
    problems.push('legal.license: must be an SPDX expression');
  oneOf('maintenance.type', ['internal', 'contract', 'community', 'none']);
  problems.push(...maintainerProblems(at('maintenance')));
  if (typeof at('localisation.localisationReady') !== 'boolean')
    problems.push('localisation.localisationReady: must be true or false');
  list('localisation.availableLanguages');
  problems.push(...descriptionProblems(at('description')));
  return problems;
}

/** Who keeps it up: a community or a department names persons, a contract names contractors and their last day. */
function maintainerProblems(maintenance: unknown): string[] {
  if (!isMapping(maintenance)) return [];
  const people = (key: string, more: readonly string[]) => {
    const list = maintenance[key];
    const whole =
      Array.isArray(list) &&
      list.length > 0 &&
      list.every((one) => isMapping(one) && ['name', ...more].every((field) => isText(String(one[field] ?? ''))));
    return whole ? [] : [`maintenance.${key}: must name ${['who', ...more].join(' and ')}`];
  };
  if (maintenance.type === 'internal' || maintenance.type === 'community') return people('contacts', []);
  if (maintenance.type === 'contract') return people('contractors', ['until']);
  return [];
}

function descriptionProblems(description: unknown): string[] {
  if (!isMapping(description) || Object.keys(description).length === 0)
    return ['description: must be there in at least one language'];
  return Object.entries(description).flatMap(([language, one]) => {
    const path = `description.${language}`;
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language)) return [`${path}: is not a language`];
    if (!isMapping(one)) return [`${path}: is not a mapping`];
    const problems: string[] = [];
    if (!isText(one.shortDescription) || one.shortDescription.length > 150)
      problems.push(`${path}.shortDescription: must be 1 to 150 characters`);
    const long = isText(one.longDescription) ? one.longDescription.trim().length : 0;
    if (long < 150 || long > 10_000)
      problems.push(`${path}.longDescription: must be 150 to 10,000 characters, has ${long}`);
    if (
      !Array.isArray(one.features) ||
      one.features.length === 0 ||
      !one.features.every((feature) => isText(feature) && feature.length <= 100)
    )
      problems.push(`${path}.features: must be a list of texts of at most 100 characters`);
    return problems;
  });
}
