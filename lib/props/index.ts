export { checkedProps, type Shape } from './checked-props';
export { any, cpu, duration, type Kind, listOf, made, needed, record, size, text } from './kind';
