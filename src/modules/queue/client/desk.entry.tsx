import { render } from 'preact';
import type { DeskIslandProps } from '../views/desk-page.tsx';
import { Desk } from './desk-app.tsx';
import { findIsland } from './island.ts';

const island = findIsland<DeskIslandProps>('desk');
if (island) {
  island.root.replaceChildren();
  render(<Desk {...island.props} />, island.root);
}
