import{_ as m}from"./NowherePage-55k_JXIt.js";import"./index-gVa5v1gH.js";export{m as default};
