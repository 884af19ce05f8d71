/** An amount of CPU. One of cdk8s-plus can be given in its place. */
export class Cpu {
  /** Thousandths of a core: `Cpu.millis(250)`. */
  static millis(amount: number): Cpu {
    return new Cpu(`${amount}m`);
  }

  /** Cores: `Cpu.units(2)`. */
  static units(amount: number): Cpu {
    return new Cpu(`${amount}`);
  }

  private constructor(
    /** The amount as a Kubernetes quantity: `250m`, `2`. */
    readonly amount: string,
  ) {}
}
