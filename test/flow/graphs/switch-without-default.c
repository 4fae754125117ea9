static void f(int a)
{
	switch (a) {
	case 1:
		one();
	}
	two();
}

/* expected:
flowchart TD
  b0[" "]
  b0 --> b1
  b1{"a ?"}
  b1 -->|"1"| b4
  b1 -->|"default"| b2
  b2(["two();<br>return"])
  b4["one();"]
  b4 --> b2
*/
