static void f(int a)
{
	while (a) {
		if (skip(a))
			continue;
		if (done(a))
			break;
		a--;
	}
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b1
  b1{"a ?"}
  b1 -->|"true"| b2
  b1 -->|"false"| b3
  b2{"skip(a) ?"}
  b2 -->|"true"| b4
  b2 -->|"false"| b5
  b3(["return"])
  b4[" "]
  b4 -.-> b1
  b5{"done(a) ?"}
  b5 -->|"true"| b7
  b5 -->|"false"| b8
  b7[" "]
  b7 --> b3
  b8["a--;"]
  b8 -.-> b1
*/
