import { render } from 'preact';
import { findIsland } from '../../guide/client/island.ts';
import type { DeskIslandProps } from '../views/desk-page.tsx';
import { Desk } from './desk-app.tsx';

const island = findIsland<DeskIslandProps>('desk');
if (island) {
  island.root.replaceChildren();
  render(<Desk {...island.props} />, island.root);
}
