import { receiptFormats, receiptRoutes } from '../../../contract/console/receipts.ts';
import { useWords } from '../../words/use-words.ts';
import { addressOf } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import './receipts.css';

export type ReceiptOf = { readonly personId: string } | { readonly contactId: string };

/** For whoever may draw one: the lines of the log with their proofs, in the person's own language. */
export function ReceiptLinks({ of }: { readonly of: ReceiptOf }) {
  const { t } = useWords();
  const may = useMay();
  if (!may('draw-receipt')) return null;
  const [path, id] =
    'personId' in of
      ? [receiptRoutes.personReceipt.path, of.personId]
      : [receiptRoutes.contactReceipt.path, of.contactId];
  return (
    <div className="receipt-links">
      <h3>{t('receipt.title')}</h3>
      <p className="small quiet">{t('receipt.about')}</p>
      <div className="row-acts">
        {receiptFormats.map((format) => (
          <a
            key={format}
            download={`receipt-${id}.${format === 'pdf' ? 'pdf' : 'haltija-receipt'}`}
            href={addressOf(path, { params: of, query: { format } })}
          >
            {t(`receipt.${format}`)}
          </a>
        ))}
      </div>
    </div>
  );
}
