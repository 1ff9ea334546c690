import { createHash } from 'node:crypto';

/** The one inline style of every page. Nothing else is loaded: no font, no picture, no script. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#f5f2ec;--card:#fffdf9;--ink:#25221d;--soft:#625c52;--line:#e2dbce;--edge:#8a8173;
--accent:#1c5d52;--on-accent:#fff;--tint:#e3efe9;--keep:#1c6b4c;--keep-tint:#e2f1e8;--remove:#9d3d24;--remove-tint:#faeae4;
--later:#7a5a00;--later-tint:#f8efd6;--mute:#4b5567;--mute-tint:#e9edf3;--shade:0 1px 2px #2a221412,0 6px 20px #2a22140d}
@media (prefers-color-scheme:dark){:root{--paper:#161513;--card:#201e1b;--ink:#ede8de;--soft:#b5ad9f;--line:#38342e;
--edge:#8d8577;--accent:#86cdb9;--on-accent:#10231e;--tint:#1f332d;--keep:#83d0a8;--keep-tint:#1b3227;--remove:#f0a58c;
--remove-tint:#3b231b;--later:#e3c36a;--later-tint:#352b12;--mute:#b4c0d4;--mute-tint:#272c35;--shade:none}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-bottom:7rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
overflow-wrap:anywhere}
main,.top,.foot{max-width:42rem;margin:0 auto;padding:0 .875rem}
.top{padding-top:1.25rem}
.mark{margin:0;font-size:.875rem;font-weight:600;letter-spacing:.04em;color:var(--accent)}
h1,h2,legend,.who{font-family:ui-serif,Georgia,"Times New Roman",serif;font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:1.875rem;margin:.25rem 0 .5rem;letter-spacing:-.01em}
h2{font-size:1.3125rem;margin:2.25rem 0 .75rem}
p{margin:0 0 .75rem}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
ul,dl,dd,figure,blockquote{margin:0;padding:0}
ul{list-style:none}
.lead{margin-bottom:1.25rem;color:var(--soft)}
.soft{color:var(--soft);font-size:.9375rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.375rem}
.card{display:block;min-width:0;margin:0 0 1.25rem;padding:1.125rem .875rem 1rem;border:1px solid var(--line);border-radius:1rem;
background:var(--card);box-shadow:var(--shade)}
legend{float:left;width:100%;margin:0 0 .25rem;padding:0;font-size:1.375rem}
legend+*{clear:both}
legend+.reason{margin-top:.5rem}
legend+.choices{padding-top:.625rem}
.no{display:inline-block;min-width:1.7em;margin-right:.5em;padding:.3em .35em;border-radius:1em;background:var(--tint);
color:var(--accent);font:600 .8125rem/1 system-ui,sans-serif;text-align:center;vertical-align:.2em}
.job{margin-bottom:.125rem}
.meta{display:flex;flex-wrap:wrap;align-items:center;gap:0 1rem;margin-bottom:.625rem;color:var(--soft);font-size:.9375rem}
.meta a{padding:.5rem 0}
.reason{margin-bottom:.875rem;padding-left:.75rem;border-left:3px solid var(--accent);font-size:1.0625rem}
.quote{margin:0 0 .875rem;padding:.75rem .875rem;border-radius:.75rem;background:var(--paper)}
.quote blockquote{font-family:ui-serif,Georgia,serif;font-style:italic;white-space:pre-line}
.quote figcaption{margin-top:.25rem;color:var(--soft);font-size:.875rem}
.hooks{margin-bottom:.875rem;font-size:.9375rem}
.hooks li{position:relative;padding-left:1.125rem}
.hooks li::before{content:"";position:absolute;left:.25rem;top:.62em;width:.375rem;height:.375rem;border-radius:50%;
background:var(--edge)}
.looked{margin-bottom:.875rem;color:var(--soft);font-size:.875rem;line-height:1.45}
.looked div{padding:.25rem 0}
.looked dt{font-weight:600;color:var(--ink)}
.choices{display:grid;grid-template-columns:repeat(2,minmax(min-content,1fr));gap:.5rem;margin:1rem 0 0}
.choice{display:flex;align-items:center;gap:.5rem;min-height:3rem;padding:.5rem .625rem;border:1px solid var(--edge);
border-radius:.75rem;font-weight:500;line-height:1.2;overflow-wrap:normal;cursor:pointer}
.choice input{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--answer)}
.choice:has(:checked){border-color:var(--answer);box-shadow:inset 0 0 0 1px var(--answer);background:var(--answer-tint);
color:var(--answer)}
.choice:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.choice :focus-visible{outline:none}
.keep{--answer:var(--keep);--answer-tint:var(--keep-tint)}
.remove{--answer:var(--remove);--answer-tint:var(--remove-tint)}
.later{--answer:var(--later);--answer-tint:var(--later-tint)}
.same{--answer:var(--keep);--answer-tint:var(--keep-tint)}
.mute,.ask,.different{--answer:var(--mute);--answer-tint:var(--mute-tint)}
.more{margin-top:1rem}
@supports selector(:has(*)){.card:not(:has(:checked[type=radio])) .more,.card:not(:has(input[value=keep]:checked)) .kept,
.card:not(:has(input[value=ask]:checked)) .asking{display:none}}
.asking{margin-bottom:.75rem}
.label{margin:0 0 .25rem;font-size:.9375rem;font-weight:600}
.hint+.copy{margin-top:.5rem}
.copy{margin:0 0 .375rem;padding:.75rem .875rem;border:1px dashed var(--edge);border-radius:.75rem;background:var(--paper);
-webkit-user-select:all;user-select:all}
.price{margin-bottom:.875rem;color:var(--soft);font-size:.9375rem}
.price p{margin:0 0 .125rem;font-weight:600;color:var(--ink)}
.members li{display:grid;gap:.375rem;padding:.75rem 0;border-top:1px solid var(--line)}
.members p{margin:0}
.members a{display:inline-block;padding:.375rem 0;font-size:.9375rem}
.members select{margin:0;min-height:2.75rem;padding:.375rem .5rem;font-size:1rem}
.members+details .members li:first-child{border-top:0}
.choices~.members,.more+.label,.choices+.hint{margin-top:1rem}
.choices+.hint{margin-top:.375rem}
.pair{display:grid;gap:1rem}
.pair section{padding:.875rem;border:1px solid var(--line);border-radius:.75rem}
.pair p:last-child{margin:0}
.row .price{margin:.375rem 0 0}.row .asking{margin:.75rem 0 0}
.more label,.more .hint{display:block}
.more label{margin-top:.75rem;font-size:.9375rem;font-weight:600}
.hint{margin:.125rem 0 0;color:var(--soft);font-size:.875rem}
select,input[type=text],textarea{display:block;width:100%;min-height:3rem;margin-top:.25rem;padding:.5rem .75rem;font:inherit;
color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:.625rem}
textarea{min-height:5.5rem;resize:vertical}
.bad{border-color:var(--remove);box-shadow:inset 0 0 0 1px var(--remove)}
.wrong{margin:.25rem 0 0;color:var(--remove);font-size:.9375rem;font-weight:600}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:3rem;padding:.5rem 1.25rem;
border:1px solid var(--accent);border-radius:.75rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;
text-align:center;text-decoration:none;cursor:pointer}
button:hover,.button:hover{filter:brightness(1.08)}
.quiet{background:transparent;color:var(--accent);border-color:var(--edge);font-weight:500}
.bar{position:sticky;bottom:0;margin:0 -.875rem;padding:.75rem .875rem calc(.75rem + env(safe-area-inset-bottom));
background:var(--paper);border-top:1px solid var(--line)}
.bar button{width:100%}
.bar p{margin:.375rem 0 0;text-align:center}
.told{margin:0 0 1.25rem;padding:.875rem 1rem;border-radius:.75rem;background:var(--tint);border-left:4px solid var(--accent)}
.told.problem{background:var(--remove-tint);border-color:var(--remove)}
.told p:last-child{margin:0}
.explained{margin:0 0 1.25rem;font-size:.9375rem;color:var(--soft)}
summary{display:inline-block;padding:.5rem 0;color:var(--accent);cursor:pointer;text-decoration:underline;
text-decoration-thickness:1px;text-underline-offset:.18em}
.explained dt{display:inline;font-weight:600;color:var(--ink)}
.explained dd{display:inline}
.explained dl div{padding:.25rem 0}
.who{font-size:1.125rem}
.row{padding:1rem;border:1px solid var(--line);border-bottom:0;background:var(--card)}
.row:first-child{border-radius:1rem 1rem 0 0}
.row:last-child{border-bottom:1px solid var(--line);border-radius:0 0 1rem 1rem}
.row:only-child{border-radius:1rem}
.row p{margin:.25rem 0 0}
.row form,.row .button{margin-top:.625rem}
.row form button,.row .button,.undo{min-height:2.75rem;padding:.375rem 1rem;font-size:.9375rem}
.tag{display:inline-block;padding:.1875rem .625rem;border-radius:1rem;background:var(--answer-tint);color:var(--answer);
font-size:.875rem;font-weight:600}
.promised{--answer:var(--mute);--answer-tint:var(--mute-tint)}
.done{--answer:var(--keep);--answer-tint:var(--keep-tint)}
.stillThere,.cameBack{--answer:var(--remove);--answer-tint:var(--remove-tint)}
.note{white-space:pre-line}
.ways{display:grid;gap:.625rem;margin:1.5rem 0 0}
.plain li{padding:.25rem 0 .25rem 1.25rem;position:relative}
.plain li::before{content:"–";position:absolute;left:0;color:var(--soft)}
.foot{padding-top:2.5rem;padding-bottom:2.5rem;color:var(--soft);font-size:.875rem}
[lang]+[lang]{margin-top:2.5rem;padding-top:2rem;border-top:1px solid var(--line)}
ol{margin:0 0 1rem;padding-left:1.375rem}
ol li{padding:.25rem 0 .25rem .25rem}
.upload{padding-top:1rem}
.upload label{display:block;font-weight:600}
input[type=file]{display:block;width:100%;min-height:3rem;margin:.5rem 0 1rem;padding:.5rem;font:inherit;border:1px dashed var(--edge);
border-radius:.75rem}
input[type=file]::file-selector-button{min-height:2.25rem;margin-right:.75rem;padding:.25rem .75rem;font:inherit;color:var(--accent);
background:var(--tint);border:0;border-radius:.5rem;cursor:pointer}
.upload .told,#sending{margin:1rem 0 0}
progress{display:block;width:100%;height:.75rem;margin-top:.5rem;accent-color:var(--accent)}
button:disabled{opacity:.55;cursor:default}
.asks{--answer:var(--later);--answer-tint:var(--later-tint)}
.settled{--answer:var(--keep);--answer-tint:var(--keep-tint)}
.rests{--answer:var(--mute);--answer-tint:var(--mute-tint)}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
th,td{padding:.5rem .5rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{color:var(--soft);font-size:.875rem;font-weight:600}
.balance th[scope=row]{width:40%}
.looks th[scope=row],.look-found td:nth-child(2){font-weight:600}
.look-covered,.look-notFound{color:var(--soft)}.looks .soft{display:block;font-size:.875rem}
meter{display:block;width:100%;height:.625rem;margin-top:.25rem}
@media (max-width:35.99rem){.looks thead{display:none}.looks tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
.looks th,.looks td{display:block;padding:.0625rem 0;border:0}}
.big{margin:0;font:600 3.5rem/1.1 ui-serif,Georgia,serif;color:var(--accent)}
h3{margin:1rem 0 .25rem;font-size:1rem}
.part{display:grid;grid-template-columns:1fr auto;gap:.125rem .75rem;padding:.375rem 0;color:inherit;text-decoration:none}
summary.part b{color:var(--accent);text-decoration:underline;text-underline-offset:.18em}
.part svg{grid-column:1/-1}
.pic{display:block;width:100%;height:.625rem;border-radius:.25rem;background:var(--line);fill:var(--accent)}
.tall{height:9rem;border-radius:0;background:none;border-bottom:1px solid var(--edge)}
.old{fill:var(--edge)}
figcaption{display:flex;justify-content:space-between;margin-bottom:.75rem}
.years :is(th,td):not(:last-child){width:1%;padding-right:.75rem;white-space:nowrap}
.choices.five .choice:last-child{grid-column:1/-1}
@media (min-width:44rem){.choices{grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr))}
.choices.five{grid-template-columns:repeat(6,1fr)}.choices.five .choice{grid-column:span 2}.choices.five .choice:nth-child(n+4){grid-column:span 3}}
@media (min-width:36rem){h1{font-size:2.25rem}
.members li{grid-template-columns:1fr 13rem;align-items:start}.pair{grid-template-columns:1fr 1fr}
.card{padding:1.375rem 1.5rem 1.25rem}.looked div{display:grid;grid-template-columns:10.5rem 1fr;gap:.75rem}.row{padding:1.125rem 1.5rem}
.split{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:start;gap:.5rem 1rem}.row.split form,.row.split .button{margin:0}.split>:first-child{flex:1 1 0;min-width:0}}
@media (max-width:22.5rem){.choices{gap:.375rem}.choice{gap:.375rem;padding:.375rem;font-size:.875rem}}
@media (forced-colors:active){.choice:has(:checked){outline:2px solid}}
@media print{.bar,button{display:none}}
`;

/** What the Content-Security-Policy lets through: this style and nothing else (REQUIREMENTS A-9). */
export const pageStyleHash = `sha256-${createHash('sha256').update(pageStyle).digest('base64')}`;
