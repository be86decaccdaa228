import { render } from 'preact';
import { CitizenHelp } from './citizen-help.tsx';
import { findIsland } from './island.ts';
import type { HelpIslandProps } from './island-props.ts';

const island = findIsland<HelpIslandProps>('citizen-help');
if (island) {
  island.root.replaceChildren();
  render(<CitizenHelp {...island.props} />, island.root);
}
