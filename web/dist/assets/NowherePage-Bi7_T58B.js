import{_ as m}from"./NowherePage-BOXdoVcF.js";import"./index-DzqvxT3i.js";export{m as default};
