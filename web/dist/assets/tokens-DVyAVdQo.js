const e=t=>getComputedStyle(document.documentElement).getPropertyValue(`--ls-${t}`).trim();export{e as t};
