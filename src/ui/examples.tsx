import type { VNode } from 'preact';
import { Button } from './button.tsx';
import { CheckboxField } from './checkbox-field.tsx';
import { ChoiceTiles } from './choice-tiles.tsx';
import { DataIsland } from './data-island.tsx';
import { Details } from './details.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FactList } from './fact-list.tsx';
import { Notice } from './notice.tsx';
import { SelectField } from './select-field.tsx';
import { Table } from './table.tsx';
import { Tag, VisuallyHidden } from './tag.tsx';
import { TextField } from './text-field.tsx';

const forms = [
  { value: 'skriv', label: 'Skriv', hint: 'Uden lyd og billede' },
  { value: 'tal', label: 'Tal' },
  { value: 'se', label: 'Tal og se hinanden' },
];

/** Every component in its states: the gallery page shows them, and the browser tests check them. */
export const examples: readonly { readonly name: string; readonly node: VNode }[] = [
  { name: 'Button, primary', node: <Button>Få hjælp nu</Button> },
  { name: 'Button, secondary link', node: <Button href="#indhold" variant="secondary" children="Se alle emner" /> },
  { name: 'Button, quiet with a key', node: <Button type="button" variant="quiet" key_="N" children="Næste" /> },
  { name: 'Button, warning', node: <Button type="button" variant="warning" children="Læg på" /> },
  {
    name: 'TextField',
    node: <TextField id="ex-name" name="name" label="Hvad skal vi kalde dig?" hint="Du behøver ikke skrive noget." />,
  },
  {
    name: 'TextField, refused',
    node: <TextField id="ex-date" name="date" label="Dato" value="i morgen" error="Skriv datoen som 24.12.2026." />,
  },
  {
    name: 'TextField, several lines',
    node: <TextField id="ex-text" name="text" label="Besked" rows={4} maxlength={2000} />,
  },
  {
    name: 'SelectField',
    node: <SelectField id="ex-select" name="form" label="Hvordan?" options={forms} value="tal" />,
  },
  {
    name: 'ChoiceTiles',
    node: <ChoiceTiles legend="Hvordan vil du have hjælp?" name="ex-choice" options={forms} value="tal" />,
  },
  {
    name: 'ChoiceTiles, refused',
    node: <ChoiceTiles legend="Blev det løst?" name="ex-refused" options={forms} error="Vælg en af dem." />,
  },
  {
    name: 'CheckboxField',
    node: (
      <CheckboxField
        id="ex-check"
        name="sound"
        label="Sig til med en lyd"
        hint="Du kan altid slå den fra igen."
        checked
      />
    ),
  },
  {
    name: 'ErrorSummary',
    node: <ErrorSummary language="da" errors={[{ field: 'ex-date', message: 'Skriv datoen som 24.12.2026.' }]} />,
  },
  ...(['info', 'success', 'warning', 'error', 'example'] as const).map((kind) => ({
    name: `Notice, ${kind}`,
    node: (
      <Notice kind={kind} heading="Vi åbner igen kl. 9">
        <p>
          Ring på 10 20 30 40, eller <a href="#indhold">se alle emner</a>.
        </p>
      </Notice>
    ),
  })),
  {
    name: 'Details',
    node: (
      <Details summary="Hvem har sagt det?">
        <p>Lov om valg af sygesikringsgruppe.</p>
      </Details>
    ),
  },
  {
    name: 'Table',
    node: (
      <Table
        caption="Henvendelser i uge 47"
        head={['Emne', 'Antal', 'Andel']}
        rows={[
          ['MitID', '120', '48 %'],
          ['Pas', <Tag key="hidden">skjult</Tag>, '–'],
        ]}
        numeric={[1, 2]}
      />
    ),
  },
  {
    name: 'FactList',
    node: (
      <FactList
        items={[
          { label: 'Foregår det på nettet?', value: 'Ja, med MitID' },
          { label: 'Hvad koster det?', value: 'Det er gratis' },
          { label: 'Hvor lang tid tager det?', value: 'Omkring 15 minutter' },
        ]}
      />
    ),
  },
  {
    name: 'Tag',
    node: (
      <p>
        <Tag>kladde</Tag> <Tag kind="info">kort</Tag> <Tag kind="good">udgivet</Tag> <Tag kind="warn">mangler felt</Tag>{' '}
        <Tag kind="bad">udløbet</Tag>
      </p>
    ),
  },
  {
    name: 'VisuallyHidden',
    node: (
      <p>
        Kun synligt for øret: <VisuallyHidden>hej</VisuallyHidden>
      </p>
    ),
  },
  {
    name: 'DataIsland',
    node: (
      <DataIsland name="example" props={{ text: '</script><b>' }}>
        <p>Det her står her uden JavaScript.</p>
      </DataIsland>
    ),
  },
];
