import{_ as m}from"./NowherePage-D8WrD5SA.js";import"./index-CLvMIQ6u.js";export{m as default};
