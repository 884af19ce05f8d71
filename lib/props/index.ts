export { checkedProps, type Shape } from './checked-props';
export { any, cpu, duration, type Kind, listOf, made, needed, record, schedule, size, text } from './kind';
