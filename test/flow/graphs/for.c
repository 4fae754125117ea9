static void f(int n)
{
	for (int i = 0; i < n; i++) {
		if (skip(i))
			continue;
		one(i);
	}
}

/* expected:
flowchart TD
  b0["i = 0"]
  b0 --> b1
  b1{"i < n ?"}
  b1 -->|"true"| b2
  b1 -->|"false"| b4
  b2{"skip(i) ?"}
  b2 -->|"true"| b5
  b2 -->|"false"| b6
  b3["i++"]
  b3 -.-> b1
  b4(["return"])
  b5[" "]
  b5 --> b3
  b6["one(i);"]
  b6 --> b3
*/
