/** Reading addresses needs no connection; what opens one imports `node:net` itself, and stands in the import rules. */
export { BlockList, isIP } from 'node:net';
