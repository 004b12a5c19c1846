import { createRoot } from 'react-dom/client';
import '../ui/mantine.css';
import 'virtual:theme-variables.css';
import '../ui/tokens.css';
import { App } from './app.tsx';

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
