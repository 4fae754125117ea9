static void f(void)
{
	for (;;) {
		if (done())
			return;
	}
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b1
  b1[" "]
  b1 --> b2
  b2{"done() ?"}
  b2 -->|"true"| b5
  b2 -->|"false"| b6
  b3[" "]
  b3 -.-> b1
  b5(["return;"])
  b6[" "]
  b6 --> b3
*/
