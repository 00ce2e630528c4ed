import{_ as m}from"./NowherePage-CepS4mir.js";import"./index-DfaGVLfY.js";export{m as default};
