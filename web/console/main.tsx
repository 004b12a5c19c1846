import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '../ui/mantine.css';
import 'virtual:theme-variables.css';
import '../ui/tokens.css';
import { App } from './app.tsx';

// Zod would try to make code from strings, which the content security policy refuses and reports.
z.config({ jitless: true });

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
