import type { ReactNode } from 'react';
import { useEffect } from 'react';
import './page.css';

interface PageProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A page that fills the frame: its name, what it is for, what one can do, then its content. */
export function Page({ title, about, acts, children, wide = false }: PageProps) {
  usePageTitle(title);
  return (
    <main className="page" id="content" tabIndex={-1}>
      <div className="page-body" data-wide={wide}>
        <header className="page-head">
          <div>
            <h1>{title}</h1>
            {about && <p className="page-about">{about}</p>}
          </div>
          {acts && <div className="page-acts">{acts}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

/** What the browser's tab says: never a name or a subject. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Haltija`;
  }, [title]);
}

export function Section({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {about && <p className="page-about">{about}</p>}
      </div>
      {children}
    </section>
  );
}
