import { render } from 'preact';
import { findIsland } from '../../../guide/client/island.ts';
import { GuestApp } from './guest-app.tsx';
import type { GuestIslandProps } from './guest-props.ts';

const island = findIsland<GuestIslandProps>('guest');
if (island) {
  island.root.replaceChildren();
  render(<GuestApp {...island.props} />, island.root);
}
