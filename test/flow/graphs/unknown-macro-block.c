static void f(int a)
{
	strange_block(a) {
		one();
	}
	two();
}

/* expected:
flowchart TD
  b0["unknown: strange_block() is not known"]
  b0 --> b1
  b1{"strange_block ?"}
  b1 --> b2
  b1 --> b3
  b2["one();<br>unknown: strange_block() is not known"]
  b2 -.-> b1
  b3(["two();<br>return"])
*/
