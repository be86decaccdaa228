import { render } from 'preact';
import { findIsland } from '../../../guide/client/island.ts';
import { LineTest, type LineTestProps } from './line-test-app.tsx';

const island = findIsland<LineTestProps>('line-test');
if (island) {
  island.root.replaceChildren();
  render(<LineTest {...island.props} />, island.root);
}
