import { SaxesParser } from 'saxes';
import { sipLimits } from './sip-limits.ts';
import { UnreadableSip } from './unreadable-sip.ts';

/** An element by its local name, whatever its prefix. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** Its own text, not that of its children. */
  text: string;
}

/**
 * A small XML document as a tree. Nothing of a DTD is read: a document that has one is refused, so there are no entities
 * but the five and the numbered ones, and nothing that swells.
 *
 * @throws {UnreadableSip} xml-malformed, xml-with-doctype, too-large
 */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > sipLimits.metadataBytes) throw new UnreadableSip('too-large');
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  parser.on('error', () => {
    throw new UnreadableSip('xml-malformed');
  });
  parser.on('doctype', () => {
    throw new UnreadableSip('xml-with-doctype');
  });
  parser.on('opentag', (tag) => {
    const given = Object.values(tag.attributes);
    count += 1;
    if (
      count > sipLimits.xmlElements ||
      open.length >= sipLimits.xmlDepth ||
      given.length > sipLimits.xmlAttributes
    )
      throw new UnreadableSip('too-large');
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: new Map(
        given
          .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
          .map(({ local, value }) => [local, value]),
      ),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    // What stands around the document is no part of it: peers leave line ends before it, and a byte order mark.
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()).close();
  } catch (error) {
    throw error instanceof UnreadableSip ? error : new UnreadableSip('xml-malformed');
  }
  if (!root) throw new UnreadableSip('xml-malformed');
  return root;
}
