import { render } from 'preact';
import { findIsland } from '../../guide/client/island.ts';
import { CitizenHelp } from './citizen-help.tsx';
import type { HelpIslandProps } from './island-props.ts';

const island = findIsland<HelpIslandProps>('citizen-help');
if (island) {
  island.root.replaceChildren();
  render(<CitizenHelp {...island.props} />, island.root);
}
