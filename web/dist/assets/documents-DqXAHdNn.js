function d({title:u,file:n}){return u||n}function f(u,n){return u.find(({first_statement:o,statements:c})=>o>0&&n>=o&&n<o+c)}export{f as d,d as t};
