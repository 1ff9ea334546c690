import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { fonts, palette } from './palette.ts';
import type { ButtonView, QuestionView } from './question-view.ts';

const { ink, muted, accent, onAccent, tint, line, page, card } = palette;

// German webmail strips <style>: everything is inline, and backgrounds are attributes, because some strip those too.
// Outlook's Word engine alone does not hand a font down to cells.
const outlookFonts = `<!--[if mso]><style>td,a,b{font-family:${fonts}}</style><![endif]-->`;

// Three buttons and the gaps between them; everything else spans all of these columns.
const columns = 5;
const gap = 6;

/** A row of the mail's one column. */
export const Row = ({ place, children }: { place?: 'first' | 'last'; children: Child }) => (
  <tr>
    <td
      colspan={columns}
      style={
        place === 'first'
          ? 'padding:32px 0'
          : `padding:26px 0 ${place === 'last' ? 22 : 4}px;border-top:1px solid ${line}`
      }
    >
      {children}
    </td>
  </tr>
);

/** Secondary text; `close` to what stands above it. */
export const Small = ({ close, children }: { close?: boolean; children: Child }) => (
  <p style={`${close ? 'margin:0;' : ''}color:${muted};font-size:14px`}>{children}</p>
);

export const Link = ({ url, children }: { url: string; children: Child }) => (
  <a href={url} style={`color:${accent}`}>
    {children}
  </a>
);

/** The one button that stands out. */
export const MainButton = ({ url, children }: { url: string; children: Child }) => (
  <table role="presentation" cellpadding="0" cellspacing="0" style="margin:20px 0 0">
    <tr>
      <td bgcolor={accent}>
        <a
          href={url}
          style={`display:block;padding:12px 20px;color:${onAccent};font-weight:bold;text-decoration:none`}
        >
          {children}
        </a>
      </td>
    </tr>
  </table>
);

/** A share as two cells; the text below it gives the value. */
export function Bar({ share }: { share: number }) {
  const percent = Math.min(100, Math.max(0, Math.floor(share * 100)));
  const cells = [
    { width: percent, colour: accent },
    { width: 100 - percent, colour: line },
  ].filter(({ width }) => width > 0);
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:20px 0 10px">
      <tr>
        {cells.map(({ width, colour }) => (
          <td width={`${width}%`} height="8" bgcolor={colour} style="font-size:1px;line-height:8px">
            &nbsp;
          </td>
        ))}
      </tr>
    </table>
  );
}

/** One question: who or what it is about, why it is asked, what helps to remember, and one to three answers. */
export const QuestionRows = ({ question }: { question: QuestionView }) => (
  <>
    <Row>
      <h2 style="margin:0;font-size:20px">
        {question.profileUrl === undefined ? (
          question.label
        ) : (
          <Link url={question.profileUrl}>{question.label}</Link>
        )}
      </h2>
      <Lines close lines={[question.job, question.since].filter((line) => line !== undefined)} />
      <p>{question.reason}</p>
      {question.members !== undefined && <p>{question.members}</p>}
      <Lines lines={[...question.hooks, ...question.notes]} />
    </Row>
    <tr align="center">
      {question.buttons.map((button, index) => (
        <>
          {index > 0 && <td width={gap} />}
          <Button button={button} columns={question.buttons.length === 1 ? columns : 1} />
        </>
      ))}
    </tr>
    <tr>
      <td colspan={columns} height="30" />
    </tr>
  </>
);

const Lines = ({ close, lines }: { close?: boolean; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <Small close={close}>
      {lines.map((text, index) => (
        <>
          {index > 0 && <br />}
          {text}
        </>
      ))}
    </Small>
  );

// The longest word, "verwijderen", has to stand on a third of 280 pixels without a break.
type ButtonProps = { button: ButtonView; columns: number };

const Button = ({ button: { before, name, after, url }, columns }: ButtonProps) => (
  <td bgcolor={tint} colspan={columns > 1 ? columns : undefined}>
    <a href={url} style={`display:block;padding:9px 0;color:${accent};font-size:13px;text-decoration:none`}>
      {before !== '' && (
        <>
          <b>{before}</b> <br />
        </>
      )}
      {name}
      {after !== '' && (
        <>
          {' '}
          <br />
          <b>{after}</b>
        </>
      )}
    </a>
  </td>
);

/** The mail around its rows: page colour, and one column of at most 600 pixels. */
export const Frame = ({ lang, title, children }: { lang: string; title: string; children: Child }) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <title>{title}</title>
      {raw(outlookFonts)}
    </head>
    <body bgcolor={page} style="margin:0;padding:0">
      <table role="presentation" lang={lang} width="100%" cellpadding="0" cellspacing="0" bgcolor={page}>
        <tr>
          <td align="center" style="padding:16px 0">
            <table
              role="presentation"
              width="600"
              align="center"
              cellpadding="0"
              cellspacing="0"
              bgcolor={card}
              style="width:100%;max-width:600px"
            >
              <tr>
                <td
                  align="left"
                  style={`padding:0 20px;color:${ink};font:15px/1.6 ${fonts};word-break:break-word`}
                >
                  <table
                    role="presentation"
                    width="100%"
                    cellpadding="0"
                    cellspacing="0"
                    style="table-layout:fixed"
                  >
                    <colgroup>
                      <col />
                      <col width={gap} />
                      <col />
                      <col width={gap} />
                      <col />
                    </colgroup>
                    {children}
                  </table>
                </td>
              </tr>
            </table>
          </td>
        </tr>
      </table>
    </body>
  </html>
);
