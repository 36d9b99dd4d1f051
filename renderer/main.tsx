// First, so that no schema is built before it.
import './api/zod-without-eval.ts';
import './app/tokens.css';
import './app/base.css';
import { createRoot } from 'react-dom/client';
import { Root } from './app/Root.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(<Root />);
