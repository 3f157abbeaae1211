/** How a report looks, on a screen in either scheme and on paper. */
export const RULES = `
*{box-sizing:border-box}
body{margin:0;background:var(--sunken);color:var(--ink);font:14px/20px Inter,system-ui,sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px}
h1{margin:0;font-size:24px;line-height:32px}
h2{margin:0;font-size:18px;line-height:24px}
h3{margin:16px 0 8px;font-size:14px}
a{color:var(--accent)}
p{margin:4px 0 12px}
.dim,figcaption+p{color:var(--dim)}
.warn{padding:8px 12px;border-left:3px solid var(--warm);background:var(--sunken)}
.bad{padding:8px 12px;border-left:3px solid #b42318;background:var(--sunken)}
.graph{display:block;width:100%;max-height:480px;margin:16px 0;font:12px Inter,system-ui,sans-serif}
nav ol{columns:3 200px;padding-left:24px}
section{margin:24px 0;padding:24px;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
.views{display:flex;flex-wrap:wrap;gap:16px}
figure{flex:1 1 440px;min-width:0;margin:8px 0;break-inside:avoid}
figure.text{flex:1 1 100%}
figure>svg{width:100%;height:auto}
figcaption{margin-bottom:8px;font-weight:600}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(120px,1fr));gap:16px;margin:0}
.figures dt{color:var(--dim);font-size:12px;line-height:16px}
.figures dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
.figures dd.dim{font-size:12px;font-weight:400;line-height:16px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:12px;line-height:16px;font-variant-numeric:tabular-nums}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--dim);font-weight:500}
tbody th{font-weight:500}
.number{text-align:right}
summary{cursor:pointer;color:var(--dim)}
@media print{body{background:none}section{break-inside:auto;border:0;padding:0}nav{display:none}}
`
