declare module 'autocannon' {
  interface Instance extends PromiseLike<unknown> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    headers: Readonly<Record<string, string>>;
  }): Instance;
}
