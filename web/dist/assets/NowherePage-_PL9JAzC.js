import{_ as m}from"./NowherePage-DQqKxgqp.js";import"./index-BvSerYAF.js";export{m as default};
